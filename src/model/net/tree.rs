//! Finds the best tree over a sentence's tokens: the heads with the greatest sum of scores such that one token is the root
//! and every other one hangs on it in the end.
//!
//! Where each token's best head by itself gives a tree, that is it. Else the algorithm of Chu and Liu (1965) and Edmonds
//! (1967), in the manner of Gabow, Galil, Spencer and Tarjan (1986): walk from a token to its head and on; a cycle becomes
//! one token. It takes time in proportion to the square of the sentence's length. That there is just one root is reached
//! by a price for each root that no other score outweighs.

/// Memory that is used again for each sentence.
#[derive(Default)]
pub struct Trees {
    /// `edges[from * nodes + to]`; node 0 is above the tokens, token `i` is node `i + 1`.
    edges: Vec<Edge>,
    /// Nodes that are no part of a cycle that became one.
    alive: Vec<usize>,
    /// What stands in each node's place: itself, or the last cycle that was named after it.
    now: Vec<usize>,
    /// The cycle of which each node or cycle became part; 0 for none.
    part_of: Vec<usize>,
    /// The best edge to each node or cycle.
    best: Vec<Edge>,
    state: Vec<State>,
    path: Vec<usize>,
}

/// An edge between nodes, for an edge between tokens.
#[derive(Clone, Copy, Default)]
struct Edge {
    score: i64,
    from: u32,
    to: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    New,
    OnPath,
    /// Hangs on node 0.
    Hangs,
}

/// The price of a root: more than the scores of a sentence can differ.
const PRICE: i64 = 1 << 44;

impl Trees {
    /// The head of each of `heads.len()` tokens, `None` for the root. Row `i` of `scores`, which has `width` numbers or more,
    /// holds the scores of token `i`, as root first, then below each token; its score below itself is not looked at, and
    /// overwritten. No score is the least number there is. Among equals, heads further to the left are taken.
    pub fn find(&mut self, heads: &mut [Option<usize>], width: usize, scores: &mut [i32]) {
        let n = heads.len();
        for ((i, head), scores) in heads.iter_mut().enumerate().zip(scores.chunks_exact_mut(width)) {
            scores[i + 1] = i32::MIN;
            let scores = &scores[..=n];
            // First the greatest, many at once, then where it stands.
            let greatest = scores.iter().copied().max();
            *head = scores.iter().position(|&score| Some(score) == greatest).unwrap_or(0).checked_sub(1);
        }
        if !is_tree(heads) {
            self.repair(heads, |token, head| scores[token * width + head.map_or(0, |h| h + 1)]);
        }
    }

    /// As `find`, by the full algorithm.
    fn repair(&mut self, heads: &mut [Option<usize>], score: impl Fn(usize, Option<usize>) -> i32) {
        let nodes = heads.len() + 1;
        self.edges.clear();
        self.edges.resize(nodes * nodes, Edge::default());
        for to in 1..nodes {
            for from in (0..nodes).filter(|&from| from != to) {
                let score = match from {
                    0 => score(to - 1, None) as i64 - PRICE,
                    _ => score(to - 1, Some(from - 1)) as i64,
                };
                self.edges[from * nodes + to] = Edge { score, from: from as u32, to: to as u32 };
            }
        }
        self.alive.clear();
        self.alive.extend(0..nodes);
        self.now.clear();
        self.now.extend(0..nodes);
        self.part_of.clear();
        self.part_of.resize(nodes, 0);
        self.best.clear();
        self.best.resize(nodes, Edge::default());
        self.state.clear();
        self.state.resize(nodes, State::New);
        self.state[0] = State::Hangs;
        self.path.clear();
        for start in 1..nodes {
            // A node that became part of a cycle went with it.
            if self.now[start] == start && self.state[start] == State::New {
                self.walk(start, nodes);
            }
        }
        self.unfold(nodes, heads);
    }

    /// Walks from `node` up its best edges until it reaches what hangs on node 0.
    fn walk(&mut self, mut node: usize, nodes: usize) {
        loop {
            let (from, edge) = self.best_to(node, nodes);
            self.best[self.now[node]] = edge;
            self.state[node] = State::OnPath;
            self.path.push(node);
            match self.state[from] {
                State::New => node = from,
                State::OnPath => {
                    self.contract(from, nodes);
                    node = from;
                }
                State::Hangs => {
                    for node in self.path.drain(..) {
                        self.state[node] = State::Hangs;
                    }
                    return;
                }
            }
        }
    }

    /// The best edge to `node`, and the node from which it comes.
    fn best_to(&self, node: usize, nodes: usize) -> (usize, Edge) {
        let mut others = self.alive.iter().copied().filter(|&from| from != node);
        let first = others.next().unwrap_or(0);
        let mut best = (first, self.edges[first * nodes + node]);
        for from in others {
            let edge = self.edges[from * nodes + node];
            if edge.score > best.1.score {
                best = (from, edge);
            }
        }
        best
    }

    /// Makes one node of the end of the path, from `first` on; it stands in `first`'s place and is off the path.
    fn contract(&mut self, first: usize, nodes: usize) {
        let at = self.path.iter().rposition(|&node| node == first).unwrap_or(0);
        let cycle = self.best.len();
        self.best.push(Edge::default());
        self.part_of.push(0);
        self.alive.retain(|node| *node == first || !self.path[at..].contains(node));
        for &member in &self.path[at..] {
            self.part_of[self.now[member]] = cycle;
            let given_up = self.best[self.now[member]].score;
            for &other in self.alive.iter().filter(|&&other| other != first) {
                // To enter the cycle at a member is to give up the edge by which the cycle enters it.
                let inward = &mut self.edges[other * nodes + member];
                inward.score -= given_up;
                let inward = *inward;
                let joined = &mut self.edges[other * nodes + first];
                if member != first && inward.score > joined.score {
                    *joined = inward;
                }
                let outward = self.edges[member * nodes + other];
                let joined = &mut self.edges[first * nodes + other];
                if outward.score > joined.score {
                    *joined = outward;
                }
            }
            self.now[member] = cycle;
            self.state[member] = State::New;
        }
        self.path.truncate(at);
    }

    /// Takes the best edges of all nodes; of each cycle, all edges but the one to the token at which it is entered.
    fn unfold(&mut self, nodes: usize, heads: &mut [Option<usize>]) {
        // A cycle is named later than its parts.
        for whole in (1..self.best.len()).rev() {
            let edge = self.best[whole];
            if whole < nodes {
                heads[whole - 1] = (edge.from as usize).checked_sub(1);
                continue;
            }
            let mut part = edge.to as usize;
            while self.part_of[part] != whole {
                part = self.part_of[part];
            }
            self.best[part] = edge;
        }
    }
}

/// Whether one token is the root and every other one hangs on it in the end.
fn is_tree(heads: &[Option<usize>]) -> bool {
    if heads.iter().filter(|h| h.is_none()).count() != 1 {
        return heads.is_empty();
    }
    // Who reaches the root within as many steps as there are tokens is in no cycle.
    let climbs = |token: usize| {
        let mut at = token;
        for _ in 0..heads.len() {
            match heads[at] {
                Some(head) => at = head,
                None => return true,
            }
        }
        false
    };
    (0..heads.len()).all(climbs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::net::random::Random;

    /// Random scores of `n` tokens: row `i` holds the scores of token `i`, as root first.
    fn scores(n: usize, spread: u64, random: &mut Random) -> Vec<i32> {
        (0..n * (n + 1)).map(|_| (random.below(spread) as i64 - spread as i64 / 2) as i32).collect()
    }

    fn find(n: usize, scores: &[i32], trees: &mut Trees) -> Vec<Option<usize>> {
        let mut heads = vec![None; n];
        trees.find(&mut heads, n + 1, &mut scores.to_vec());
        heads
    }

    fn sum(heads: &[Option<usize>], scores: &[i32]) -> i64 {
        let n = heads.len();
        heads.iter().enumerate().map(|(i, h)| scores[i * (n + 1) + h.map_or(0, |h| h + 1)] as i64).sum()
    }

    /// The greatest sum of all trees there are.
    fn greatest(n: usize, scores: &[i32]) -> i64 {
        let choices = (n as u64).pow(n as u32);
        let trees = (0..choices).filter_map(|choice| {
            let mut rest = choice;
            let heads: Vec<Option<usize>> = (0..n)
                .map(|i| {
                    let head = (rest % n as u64) as usize;
                    rest /= n as u64;
                    (head != i).then_some(head)
                })
                .collect();
            is_tree(&heads).then(|| sum(&heads, scores))
        });
        trees.max().unwrap()
    }

    #[test]
    fn no_tree_is_better() {
        let (mut random, mut trees) = (Random::new(2), Trees::default());
        for round in 0..1500 {
            let n = 1 + round % 6;
            // A small spread makes ties, the greatest one would overflow sums of 32 bits.
            let spread = [4, 1000, 1 << 32][round % 3];
            let scores = scores(n, spread, &mut random);
            let heads = find(n, &scores, &mut trees);
            assert!(is_tree(&heads), "{heads:?}");
            assert_eq!(sum(&heads, &scores), greatest(n, &scores), "{n} tokens: {scores:?}");
        }
    }

    #[test]
    fn any_scores_give_a_tree() {
        let (mut random, mut trees) = (Random::new(3), Trees::default());
        for n in [1, 2, 3, 10, 57, 200, 400] {
            for spread in [1, 3, 1 << 20, 1 << 32] {
                let heads = find(n, &scores(n, spread, &mut random), &mut trees);
                assert!(is_tree(&heads), "{n} tokens");
            }
        }
        assert!(find(0, &[], &mut trees).is_empty());
    }

    #[test]
    fn nested_cycles_are_broken_in_time() {
        // Each token is drawn to the next one, the last one to the first, and all of them hardly anywhere else: cycles
        // within cycles.
        let (n, mut trees) = (400, Trees::default());
        let mut heads = vec![None; n];
        let score = |i: usize, head: usize| match head {
            0 => -9,
            _ if (head - 1) / 2 == i / 2 => 1 << 30,
            _ => -(((head - 1) ^ i) as i32),
        };
        let mut scores: Vec<i32> = (0..n).flat_map(|i| (0..=n).map(move |head| score(i, head))).collect();
        trees.find(&mut heads, n + 1, &mut scores);
        assert!(is_tree(&heads));
    }
}
