//! `stamboek-server`: serves laptops, and is administered on its own machine.

mod args;

use std::process::ExitCode;
use std::sync::Arc;

use args::{Arguments, Command};
use clap::Parser;
use stamboek_server::admin::{self, Administrator};
use stamboek_server::http::App;
use stamboek_server::keys::Keys;
use stamboek_server::logs::{self, Event};
use stamboek_server::settings::{self, Settings};
use stamboek_server::{erasure, migrate, serve};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // What a panic says may hold a value: only where it happened is written.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        logs::write(chrono::Utc::now(), &Event::Panic { place: place.as_deref().unwrap_or_default() });
    }));
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(run(&arguments)));
    match outcome {
        Ok(answer) => {
            answer.print(arguments.json);
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<admin::Answer, String> {
    let settings = settings::read(arguments.config.as_deref(), std::env::vars())?;
    let administrator = || -> Result<Administrator, String> { Administrator::new(&settings) };
    match &arguments.command {
        Command::Serve => {
            let app = Arc::new(App::new(&settings)?);
            serve::serve(app, settings.listen, settings.admin_listen, serve::asked_to_end()).await?;
            Ok(admin::Answer::silent())
        }
        Command::Migrate => migrate(&settings).await,
        Command::Keys => {
            Keys::make(&settings.keys)?;
            Ok(admin::Answer::of("public_key", Keys::read(&settings.keys)?.public()))
        }
        Command::Institution(command) => administrator()?.institution(command).await,
        Command::Device(command) => administrator()?.device(command).await,
        Command::User(command) => administrator()?.user(command).await,
        Command::AccessLog(command) => administrator()?.log(command, &settings).await,
        Command::Retention(command) => administrator()?.retention(command).await,
        Command::Erase => {
            settings.apart()?;
            let again = erasure::apply_ledger(&App::new(&settings)?).await?;
            Ok(admin::Answer::of("erased", again))
        }
        Command::Tidy => {
            administrator()?.tidy(&settings.keep, settings.apart.as_deref(), chrono::Utc::now()).await
        }
    }
}

async fn migrate(settings: &Settings) -> Result<admin::Answer, String> {
    let found = migrate::run_as(settings.owner()?).await?;
    Ok(admin::Answer::of("version", format!("{found} -> {}", migrate::NEWEST)))
}
