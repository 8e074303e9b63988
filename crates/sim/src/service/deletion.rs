//! `DeleteService`: what it asks for, and what it begins. Rule: `ServiceDeletion`.

use super::ServiceStatus;
use crate::event::EventKind;
use crate::{Exception, Rejection, Response, Rule, ServiceId, World};

impl World {
    pub(crate) fn delete_service(
        &mut self,
        id: ServiceId,
        force: bool,
    ) -> Result<Response, Rejection> {
        let service = self
            .service(id)
            .filter(|service| service.status != ServiceStatus::Inactive)
            .ok_or_else(|| Rejection::new(Exception::ServiceNotFound, "Service not found."))?;
        if service.desired_count > 0 && !force && !service.is_daemon() {
            return Err(Rejection::invalid_parameter(
                "The service cannot be stopped while it is scaled above 0.",
            ));
        }
        let (is_daemon, cluster) = (service.is_daemon(), service.cluster);
        let service = self.service_mut(id);
        service.status = ServiceStatus::Draining;
        service.desired_count = 0;
        self.unsettle(id);
        self.emit_by(Rule::ServiceDeletion, EventKind::ServiceDraining(id));
        self.supersede_service_deployment(id);
        if is_daemon {
            self.daemons.remove(&id);
            self.capacity_changed(cluster);
        }
        Ok(Response::Done)
    }
}
