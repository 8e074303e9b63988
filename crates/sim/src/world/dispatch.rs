//! From commands and timers to the parts of the world that handle them.

use crate::agenda::Timer;
use crate::{Command, Rejection, Response, World};

impl World {
    pub(crate) fn dispatch_command(&mut self, command: Command) -> Result<Response, Rejection> {
        match command {
            Command::CreateCluster { name } => self.create_cluster(name),
            Command::DeleteCluster { cluster } => self.delete_cluster(cluster),
            Command::RegisterTaskDefinition(definition) => {
                self.register_task_definition(*definition)
            }
            Command::DeregisterTaskDefinition { task_definition } => {
                self.deregister_task_definition(&task_definition)
            }
            Command::DeleteTaskDefinitions { task_definitions } => {
                self.delete_task_definitions(&task_definitions)
            }
            Command::CreateTargetGroup(input) => self.create_target_group(*input),
            Command::ModifyTargetGroup {
                target_group,
                health_check,
            } => self.modify_target_group(target_group, health_check),
            Command::CreateLoadBalancer(input) => self.create_load_balancer(*input),
            Command::Balancing(command) => self.handle_balancing_command(*command),
            Command::CreateService(input) => self.create_service(*input),
            Command::UpdateService(input) => self.update_service(*input),
            Command::DeleteService { service, force } => self.delete_service(service, force),
            Command::UpdateTaskProtection(input) => self.update_task_protection(*input),
            Command::RunTask(input) => self.handle_run_task(*input),
            Command::StartTask(input) => self.handle_start_task(*input),
            Command::StopTask {
                cluster,
                task,
                reason,
            } => self.handle_stop_task(cluster, task, reason),
            Command::LaunchInstance(_)
            | Command::PutAttributes { .. }
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
            Command::ChangeSpotCapacity(to) => Ok(self.change_spot_capacity(to)),
            Command::InterruptSpotTask { task } => self.interrupt_spot_task(task),
            Command::ChangeAccount(change) => self.change_account(change),
            Command::PushImage { name, image } => self.push_image(&name, image),
            Command::SetTraffic {
                load_balancer,
                requests_per_second,
            } => self.set_traffic(load_balancer, requests_per_second),
        }
    }

    /// What is asked of container instances, or done to them.
    fn dispatch_instance_command(&mut self, command: Command) -> Result<Response, Rejection> {
        match command {
            Command::LaunchInstance(input) => self.launch_instance(*input),
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
            Timer::Answers(group) => self.on_answers(group),
            Timer::Arrivals(load_balancer) => self.on_arrivals(load_balancer),
            Timer::Provisioned(task) => self.on_provisioned(task),
            Timer::AgentAccepts(task) => self.on_agent_accepts(task),
            Timer::Pulled(task, container) => self.on_pulled(task, container),
            Timer::Started(task, container) => self.on_started(task, container),
            Timer::Activated(task) => self.on_activated(task),
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
            Timer::Forgotten(task) => self.on_forgotten(task),
            Timer::TargetHealth(group, task) => self.on_target_health(group, task),
            Timer::TargetDrained(group, task) => self.on_target_drained(group, task),
            Timer::SaySteady(service) => self.on_say_steady(service),
            Timer::ServicePass(service) => self.on_service_pass(service),
        }
    }
}
