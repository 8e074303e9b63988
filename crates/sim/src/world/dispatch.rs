//! From commands and timers to the parts of the world that handle them; those that the opening world needs are in
//! `handlers/opening.rs`, and only those are in a first load of the page.

use crate::agenda::Timer;
use crate::{Command, Rejection, Response, World};

impl World {
    pub(crate) fn dispatch_command(&mut self, command: Command) -> Result<Response, Rejection> {
        match command {
            Command::CreateCluster { .. }
            | Command::LaunchInstance(_)
            | Command::CreateTargetGroup(_)
            | Command::CreateLoadBalancer(_)
            | Command::RegisterTaskDefinition(_)
            | Command::CreateService(_)
            | Command::SetTraffic { .. } => self.dispatch_opening_command(command),
            Command::DeleteCluster { cluster } => self.delete_cluster(cluster),
            Command::DeregisterTaskDefinition { task_definition } => {
                self.deregister_task_definition(&task_definition)
            }
            Command::DeleteTaskDefinitions { task_definitions } => {
                self.delete_task_definitions(&task_definitions)
            }
            Command::ModifyTargetGroup {
                target_group,
                health_check,
            } => self.modify_target_group(target_group, health_check),
            Command::Balancing(command) => self.handle_balancing_command(*command),
            Command::UpdateService(input) => self.update_service(*input),
            Command::DeleteService { service, force } => self.delete_service(service, force),
            Command::UpdateTaskProtection(input) => self.update_task_protection(*input),
            Command::StopServiceDeployment {
                service_deployment,
                stop_type,
            } => self.stop_service_deployment(service_deployment, stop_type),
            Command::TaskSet(command) => self.handle_task_set_command(*command),
            Command::Scaling(command) => self.handle_scaling_command(command),
            Command::Alarm(command) => self.handle_alarm_command(command),
            Command::Hook(command) => self.handle_hook_command(command),
            Command::RunTask(input) => self.handle_run_task(*input),
            Command::StartTask(input) => self.handle_start_task(*input),
            Command::StopTask {
                cluster,
                task,
                reason,
            } => self.handle_stop_task(cluster, task, reason),
            Command::PutAttributes { .. }
            | Command::DeleteAttributes { .. }
            | Command::UpdateContainerInstancesState { .. }
            | Command::DeregisterContainerInstance { .. }
            | Command::DisconnectAgent { .. }
            | Command::ConnectAgent { .. }
            | Command::TerminateInstance { .. } => self.dispatch_instance_command(command),
            Command::KillContainer {
                task,
                container,
                exit_code,
            } => self.kill_container(task, container, exit_code),
            Command::FillMemory { task, container } => self.fill_memory(task, container),
            Command::Fault(fault) => self.handle_fault(fault),
            Command::ChangeSpotCapacity(to) => Ok(self.change_spot_capacity(to)),
            Command::InterruptSpotTask { task } => self.interrupt_spot_task(task),
            Command::ChangeAccount(change) => self.change_account(change),
            Command::PushImage { name, image } => self.push_image(&name, image),
            Command::ShapeTraffic {
                load_balancer,
                shape,
            } => self.shape_traffic(load_balancer, shape),
        }
    }

    /// What is asked of container instances, or done to them.
    fn dispatch_instance_command(&mut self, command: Command) -> Result<Response, Rejection> {
        match command {
            Command::PutAttributes {
                cluster,
                attributes,
            } => self.put_attributes(cluster, attributes),
            Command::DeleteAttributes {
                cluster,
                attributes,
            } => self.delete_attributes(cluster, attributes),
            Command::UpdateContainerInstancesState {
                cluster,
                container_instances,
                status,
            } => self.update_container_instances_state(cluster, &container_instances, status),
            Command::DeregisterContainerInstance {
                cluster,
                container_instance,
                force,
            } => self.deregister_container_instance(cluster, container_instance, force),
            Command::DisconnectAgent { instance, how } => self.disconnect_agent(instance, how),
            Command::ConnectAgent { instance } => self.connect_agent(instance),
            Command::TerminateInstance { instance } => self.terminate_instance(instance),
            _ => unreachable!("only commands about instances come here"),
        }
    }

    pub(crate) fn dispatch_timer(&mut self, timer: Timer) {
        if self.holds_back(timer) {
            return;
        }
        match timer {
            Timer::Answers(_)
            | Timer::Arrivals(_)
            | Timer::Provisioned(_)
            | Timer::AgentAccepts(_)
            | Timer::Pulled(..)
            | Timer::Started(..)
            | Timer::Activated(_)
            | Timer::TargetHealth(..)
            | Timer::SaySteady(_)
            | Timer::ServicePass(_) => self.dispatch_opening_timer(timer),
            Timer::Retries(load_balancer) => self.on_retries(load_balancer),
            Timer::Exits(task, container) => self.on_exits(task, container),
            Timer::OutOfMemory(task) => self.on_out_of_memory(task),
            Timer::StartTimeout(task, container) => self.on_start_timeout(task, container),
            Timer::StopTimeout(task, container) => self.on_stop_timeout(task, container),
            Timer::ContainerHealth(task, container) => self.on_container_health(task, container),
            Timer::Deactivated(task) => self.on_deactivated(task),
            Timer::ContainersEnded(task) => self.on_containers_ended(task),
            Timer::Deprovisioned(task) => self.finish_task(task),
            Timer::AgentMissed(instance) => self.on_agent_missed(instance),
            Timer::ProtectionExpires(task) => self.on_protection_expires(task),
            Timer::ScalingPeriod(service) => self.on_scaling_period(service),
            Timer::Forgotten(task) => self.on_forgotten(task),
            Timer::TargetRegistered(group, task) => self.begin_target_checks(group, task),
            Timer::TargetDrained(group, task) => self.on_target_drained(group, task),
        }
    }
}
