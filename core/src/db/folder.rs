//! The profile folder: only for its user, on a local disk, outside of what a cloud service
//! copies (S10).

use std::path::{Path, PathBuf};

use stamboek_domain::problem::{Code, Problem};

use super::OrProblem;
use crate::Answer;

/// Folders that cloud services keep in step: beginning of the name in lower case, whether the
/// whole name must match, and how the service is called.
const CLOUDS: &[(&str, bool, &str)] = &[
    ("onedrive", false, "OneDrive"),
    ("dropbox", false, "Dropbox"),
    ("google drive", false, "Google Drive"),
    ("googledrive", false, "Google Drive"),
    ("my drive", true, "Google Drive"),
    ("mijn drive", true, "Google Drive"),
    ("icloud drive", false, "iCloud Drive"),
    ("iclouddrive", false, "iCloud Drive"),
    ("com~apple~clouddocs", true, "iCloud Drive"),
    ("mobile documents", true, "iCloud Drive"),
    ("cloudstorage", true, "CloudStorage"),
    ("nextcloud", false, "Nextcloud"),
    ("owncloud", false, "ownCloud"),
    ("seafile", false, "Seafile"),
    ("syncthing", false, "Syncthing"),
    ("pcloud", false, "pCloud"),
    ("proton drive", false, "Proton Drive"),
    ("kdrive", false, "kDrive"),
    ("megasync", false, "MEGA"),
    ("mega", true, "MEGA"),
    ("box", true, "Box"),
    ("box sync", true, "Box"),
];

/// Files that such a service leaves at the top of its folder.
const MARKS: &[(&str, &str)] = &[
    (".dropbox.cache", "Dropbox"),
    (".dropbox", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync_journal.db", "Nextcloud"),
    (".tmp.drivedownload", "Google Drive"),
];

/// File systems behind which another machine stands.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "coda",
    "ceph",
    "glusterfs",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs2",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.gvfsd-fuse",
];

/// Checks an existing profile folder, and takes it away from other users where it was open to
/// them.
///
/// # Errors
/// `FolderInCloud`, `FolderOnNetwork`, `FolderNotPrivate`, `Disk`.
pub fn check(folder: &Path) -> Answer<()> {
    let real = folder.canonicalize().or_problem()?;
    if let Some(service) = cloud(&real) {
        return Err(Problem::new(Code::FolderInCloud).with("service", service));
    }
    if is_on_network(&real) {
        return Err(Code::FolderOnNetwork.into());
    }
    make_private(&real)
}

/// The cloud service inside whose folder this one lies.
fn cloud(folder: &Path) -> Option<&'static str> {
    let named = folder.components().find_map(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        let fits = |(start, whole, _): &&(&str, bool, &str)| {
            if *whole { name == *start } else { name.starts_with(start) }
        };
        CLOUDS.iter().find(fits).map(|cloud| cloud.2)
    });
    let marked = || {
        folder
            .ancestors()
            .find_map(|above| MARKS.iter().find(|(file, _)| above.join(file).exists()).map(|mark| mark.1))
    };
    // Windows names the folders of OneDrive in the environment, whatever they are called.
    let announced = || {
        ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"].iter().find_map(|name| {
            let root = PathBuf::from(std::env::var_os(name)?).canonicalize().ok()?;
            folder.starts_with(root).then_some("OneDrive")
        })
    };
    named.or_else(marked).or_else(announced)
}

/// A share of another machine: a path `\\server\share` (into which Windows resolves mapped
/// drives), or a mount of a network file system. (On macOS only what looks like the former.)
fn is_on_network(folder: &Path) -> bool {
    let text = folder.to_string_lossy();
    let share = text.starts_with(r"\\?\UNC\") || (text.starts_with(r"\\") && !text.starts_with(r"\\?\"));
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    share || mounted_on(&mounts, folder).is_some_and(|kind| NETWORK.contains(&kind))
}

/// The file system on which a folder lies, out of Linux' list of mounts.
fn mounted_on<'a>(mountinfo: &'a str, folder: &Path) -> Option<&'a str> {
    mountinfo
        .lines()
        .filter_map(|line| {
            let (place, kind) = line.split_once(" - ")?;
            let point = place.split(' ').nth(4)?.replace(r"\040", " ");
            let kind = kind.split(' ').next()?;
            folder.starts_with(&point).then_some((point.len(), kind))
        })
        // Of two mounts on one point the later one covers the other.
        .max_by_key(|found| found.0)
        .map(|found| found.1)
}

#[cfg(unix)]
fn make_private(folder: &Path) -> Answer<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = || std::fs::metadata(folder).map(|meta| meta.permissions().mode() & 0o777).or_problem();
    if mode()? & 0o077 == 0 {
        return Ok(());
    }
    let tightened = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700));
    if tightened.is_err() || mode()? & 0o077 != 0 {
        return Err(Code::FolderNotPrivate.into());
    }
    Ok(())
}

/// On Windows the profile folder lies under the user's own local application data, which only
/// that user, the system and administrators can read.
#[cfg(not(unix))]
fn make_private(_folder: &Path) -> Answer<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_cloud_services_are_known_by_name_and_by_what_lies_in_them() {
        for (path, service) in [
            ("/home/els/OneDrive - Scholengroep Dijle/Stamboek", "OneDrive"),
            ("/home/els/Dropbox (Persoonlijk)/x", "Dropbox"),
            ("/Users/els/Library/CloudStorage/iets", "CloudStorage"),
            ("/Users/els/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud Drive"),
            ("/home/els/Nextcloud/x", "Nextcloud"),
            ("/mnt/Mijn Drive/x", "Google Drive"),
        ] {
            assert_eq!(cloud(Path::new(path)), Some(service), "{path}");
        }
        assert_eq!(cloud(Path::new("/home/els/.local/share/stamboek")), None);
        assert_eq!(cloud(Path::new("/home/els/boxes/megane")), None);
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
        std::fs::write(folder.path().join(".stfolder"), "").unwrap();
        assert_eq!(cloud(&folder.path().join("a/b")), Some("Syncthing"));
    }

    #[test]
    fn a_folder_is_on_the_file_system_of_its_deepest_mount() {
        let mounts = "22 1 0:20 / / rw - ext4 /dev/sda1 rw\n\
                      30 22 0:33 / /home rw shared:5 - nfs4 server:/home rw\n\
                      31 30 0:34 / /home/els/my\\040disk rw - ext4 /dev/sdb1 rw\n";
        assert_eq!(mounted_on(mounts, Path::new("/home/els/x")), Some("nfs4"));
        assert_eq!(mounted_on(mounts, Path::new("/home/els/my disk/x")), Some("ext4"));
        assert_eq!(mounted_on(mounts, Path::new("/var/x")), Some("ext4"));
        assert!(is_on_network(Path::new(r"\\?\UNC\server\share\x")));
        assert!(!is_on_network(Path::new(r"\\?\C:\Users\els")));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_open_to_others_is_closed_to_them() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        check(folder.path()).unwrap();
        let mode = std::fs::metadata(folder.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
