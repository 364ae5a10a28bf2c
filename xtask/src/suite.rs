//! To come.
pub fn run() -> anyhow::Result<()> {
    Ok(())
}
