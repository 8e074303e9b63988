//! What a container is told from outside: variables, files of variables, secrets, credentials, hosts; and tags.

use alloc::string::String;

/// A name and a value: an environment variable, or a property of a proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyValuePair {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// One of `environmentFiles`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentFile {
    /// The ARN of the file, whose name ends in `.env`.
    pub value: String,
    /// Where the file is kept.
    pub r#type: EnvironmentFileType,
}

wire_names! {
    /// `type` of an environment file.
    EnvironmentFileType {
        /// An object in Amazon S3.
        S3 "s3",
    }
}

/// An environment variable or log option whose value is read from a secret store when the task starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secret {
    /// The name of the variable or option.
    pub name: String,
    /// The ARN of the secret or parameter, or the parameter's name.
    pub value_from: String,
}

/// `repositoryCredentials`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepositoryCredentials {
    /// The ARN or name of the secret that holds them.
    pub credentials_parameter: String,
}

/// One of `extraHosts`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostEntry {
    /// The name.
    pub hostname: String,
    /// Its address.
    pub ip_address: String,
}

/// One of `tags`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Unique in its list: 1 to 128 characters.
    pub key: String,
    /// At most 256 characters.
    pub value: String,
}
