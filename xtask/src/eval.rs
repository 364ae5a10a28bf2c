//! To come.
pub fn run(_: Option<&std::path::Path>, _: bool) -> anyhow::Result<()> {
    Ok(())
}
