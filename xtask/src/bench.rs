//! To come.
pub fn run(_: Option<&std::path::Path>) -> anyhow::Result<()> {
    Ok(())
}
