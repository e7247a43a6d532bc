//! What a person does about the server: join, sign in, now, leave.

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::access::SignIn;

use super::address::Address;
use super::{changed, device, person, store};
use crate::{Answer, Core};

/// Makes this laptop one of the school's, and starts. `ca`: certificates (PEM) of the board's own
/// authority.
///
/// # Errors
/// `InvalidValue` of `address` or `ca`, `JoinedAlready`, `CodeRefused`, `ServerFailed`.
pub fn join(core: &Core, address: &str, code: &str, ca: Option<&str>) -> Answer<()> {
    let (address, register) = (Address::parse(address)?, core.register()?);
    device::join(&register, &*core.shell, &address, code, ca)?;
    core.begin_sync(&register);
    changed(&*core.shell);
    Ok(())
}

/// A person signs in with the server's own password, and works here from now on.
///
/// # Errors
/// `NotJoined`, `SignInRefused`, `ServerFailed`.
pub fn sign_in(core: &Core, login: &str, password: &str) -> Answer<person::Person> {
    let talk = core.sync.talk(core)?;
    let proof = SignIn::Password { login: login.to_owned(), password: password.to_owned() };
    let person = person::sign_in(&*core.register()?, &talk, proof)?;
    core.sync.woke(stamboek_domain::sync::engine::Wake::Asked);
    changed(&*core.shell);
    Ok(person)
}

/// Somebody else works here from now on: who signed in before, or (`None`) somebody whom the server does
/// not know.
///
/// # Errors
/// `NotReady`, `Disk`.
pub fn works_here(core: &Core, user: Option<uuid::Uuid>) -> Answer<()> {
    person::works_here(&*core.register()?, user)?;
    core.sync.forget_token();
    Ok(())
}

/// Sends and fetches now.
///
/// # Errors
/// Where the program does not stay open: `NotJoined`, `ServerFailed`.
pub fn now(core: &Core) -> Answer<()> {
    core.sync.now(core)
}

/// This laptop goes on alone. All that it holds stays; the administrator strikes it off.
///
/// # Errors
/// `NotJoined`; `EntriesWait` where entries would stay behind that nobody said may.
pub fn leave(core: &Core, leave_behind: bool) -> Answer<()> {
    let register = core.register()?;
    register.write_local(|tx| {
        device::Server::of(tx)?.ok_or(Code::NotJoined)?;
        let waiting = store::waiting(tx)?;
        if waiting > 0 && !leave_behind {
            return Err(Problem::new(Code::EntriesWait).with("waiting", waiting));
        }
        device::leave(tx)
    })?;
    core.sync.forget();
    changed(&*core.shell);
    Ok(())
}
