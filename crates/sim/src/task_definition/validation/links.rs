//! How containers name each other and other hosts: links, host names, proxies.

use alloc::format;
use alloc::vec::Vec;

use super::super::{ContainerDefinition, NetworkMode, TaskDefinition};
use super::dependencies::first_in_cycle;
use super::names::Names;
use super::report::Report;
use super::text::shown;
use crate::Rule;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    let mode = definition.effective_network_mode();
    let names = Names::of_containers(definition);
    report.each_container(definition, |container, report| {
        check_links(container, mode, &names, report);
        if mode == NetworkMode::Awsvpc {
            check_own_interface(container, report);
        }
        check_volumes_from(container, &names, report);
    });
    let linked: Vec<Vec<usize>> = definition
        .container_definitions
        .iter()
        .map(|container| {
            let targets = container.links.iter().map(|link| target_of(link));
            targets
                .filter(|target| *target != container.name)
                .filter_map(|target| names.place(target))
                .collect()
        })
        .collect();
    if mode == NetworkMode::Bridge
        && let Some(place) = first_in_cycle(&linked)
    {
        let message = "Container links should not have a cycle";
        report.refuse_container(place, "links", Rule::LinkCycle, message);
    }
    check_proxy(definition, &names, report);
}

/// The container that a link names.
fn target_of(link: &str) -> &str {
    link.split(':').next().unwrap_or("")
}

fn check_proxy(definition: &TaskDefinition, names: &Names<'_>, report: &mut Report) {
    let Some(proxy) = &definition.proxy_configuration else {
        return;
    };
    if definition.network_mode != Some(NetworkMode::Awsvpc) {
        let message = "APPMESH proxy configuration is only supported in networkMode=awsvpc";
        report.refuse("proxyConfiguration", Rule::ProxyMode, message);
    }
    if !names.contains(&proxy.container_name) {
        let name = shown(&proxy.container_name);
        let message = format!("The proxy's container `{name}` does not exist.");
        report.within_field("proxyConfiguration", |report| {
            report.refuse("containerName", Rule::ProxyContainer, message);
        });
    }
}

fn check_links(
    container: &ContainerDefinition,
    mode: NetworkMode,
    names: &Names<'_>,
    report: &mut Report,
) {
    if container.links.is_empty() {
        return;
    }
    if mode != NetworkMode::Bridge {
        let message = format!("Links are not supported when networkMode={}.", mode.name());
        report.refuse("links", Rule::LinksMode, message);
        return;
    }
    report.each("links", &container.links, |link, report| {
        let target = target_of(link);
        let target_shown = shown(target);
        if !names.contains(target) {
            let message = format!(
                "Container `{}` links to `{target_shown}`, which does not exist.",
                shown(&container.name)
            );
            report.refuse_here(Rule::LinkTarget, message);
        } else if target == container.name {
            let message = format!("Container `{target_shown}` links to itself.");
            report.refuse_here(Rule::LinkTarget, message);
        }
    });
}

/// Containers that share one network interface also share its name and its `/etc/hosts`.
fn check_own_interface(container: &ContainerDefinition, report: &mut Report) {
    for (field, is_present) in [
        ("hostname", container.hostname.is_some()),
        ("extraHosts", !container.extra_hosts.is_empty()),
    ] {
        if is_present {
            let message = format!("{field} is not supported on container when networkMode=awsvpc.");
            report.refuse(field, Rule::AwsvpcNames, message);
        }
    }
}

fn check_volumes_from(container: &ContainerDefinition, names: &Names<'_>, report: &mut Report) {
    report.each("volumesFrom", &container.volumes_from, |from, report| {
        let source = from.source_container.as_deref().unwrap_or("");
        if !names.contains(source) {
            let message = format!(
                "Container `{}` mounts the volumes of `{}`, which does not exist.",
                shown(&container.name),
                shown(source)
            );
            report.refuse("sourceContainer", Rule::VolumesFromContainer, message);
        }
    });
}
