//! Grammatical relations: those of Universal Dependencies (version 2) with the subtypes of its English treebanks.

/// Declares an enum whose variants print and parse as the treebanks spell them.
macro_rules! relations {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // The variants are the relations' own names; universaldependencies.org says what they mean.
        pub enum $name { $($variant),* }

        impl $name {
            /// Every relation.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The relation as the treebanks spell it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The relation that `text` spells, or `None`.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

relations! {
    /// How a token depends on its head.
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
        Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Clf = "clf", Compound = "compound", CompoundPrt = "compound:prt",
        Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep",
        Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark",
        Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn universal(self) -> Deprel {
        match self.as_str().split_once(':') {
            Some((universal, _)) => Deprel::parse(universal).unwrap_or(self),
            None => self,
        }
    }
}

/// On what a token depends, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// Index of the head among all tokens, in the same sentence; `None` for a root.
    pub head: Option<usize>,
    /// The relation; `Root` for a root, and for no other token of a sentence.
    pub relation: Deprel,
}

/// Dependencies turned about: from each token to those that hang on it.
#[derive(Clone, Debug)]
pub struct Dependents {
    /// Where each token's dependents begin in `list`; one more entry than tokens.
    first: Vec<u32>,
    list: Vec<u32>,
}

impl Dependents {
    /// The dependents of `count` tokens, of which `head` tells the heads. Time is linear in `count`; a head that is no token
    /// counts as none.
    pub fn new(count: usize, head: impl Fn(usize) -> Option<usize>) -> Self {
        let head = |t: usize| head(t).filter(|&h| h < count);
        let mut first = vec![0u32; count + 1];
        (0..count).filter_map(head).for_each(|h| first[h + 1] += 1);
        (0..count).for_each(|t| first[t + 1] += first[t]);
        let mut next = first.clone();
        let mut list = vec![0; first[count] as usize];
        for t in 0..count {
            if let Some(h) = head(t) {
                list[next[h] as usize] = t as u32;
                next[h] += 1;
            }
        }
        Dependents { first, list }
    }

    /// The tokens that hang on `token`, in text order.
    pub fn of(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.list[self.first[token] as usize..self.first[token + 1] as usize].iter().map(|&t| t as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependents_in_text_order() {
        let heads = [Some(1), None, Some(1), Some(2), Some(9)];
        let dependents = Dependents::new(heads.len(), |t| heads[t]);
        let all: Vec<Vec<usize>> = (0..heads.len()).map(|t| dependents.of(t).collect()).collect();
        assert_eq!(all, [vec![], vec![0, 2], vec![3], vec![], vec![]]);
        Dependents::new(0, |_| None);
    }

    #[test]
    fn relations_print_and_parse() {
        for &relation in Deprel::ALL {
            assert_eq!(Deprel::parse(relation.as_str()), Some(relation));
            let universal = relation.universal().as_str();
            assert!(!universal.contains(':') && relation.as_str().starts_with(universal));
        }
        assert_eq!(Deprel::parse("nsubj:passive"), None);
    }
}
