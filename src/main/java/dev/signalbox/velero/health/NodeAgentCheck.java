package dev.signalbox.velero.health;

import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.health.HealthCheck.Level;
import dev.signalbox.velero.health.HealthCheck.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that a node agent is ready on each node with a volume to save. */
final class NodeAgentCheck {

  private static final int MAX_NODES = 5;

  private NodeAgentCheck() {}

  static HealthCheck of(HealthInput parts) {
    Set<String> ready =
        parts.agents().stream()
            .filter(NodeAgent::ready)
            .map(NodeAgent::node)
            .collect(Collectors.toSet());
    List<String> missing =
        parts.nodes().stream().filter(node -> !ready.contains(node)).sorted().toList();
    String name = parts.capabilities().nodeAgentName();
    if (missing.isEmpty()) {
      return notReady(parts).isEmpty()
          ? HealthCheck.ok(Subject.NODE_AGENTS, ready.size() + " node agents are ready.")
          : finding(parts, Level.WARNING, "Not all node agents are ready.", notReady(parts));
    }
    if (parts.agents().isEmpty()) {
      return new HealthCheck(
          Subject.NODE_AGENTS,
          Level.ERROR,
          "There is no node agent. Files of volumes can't be saved.",
          "Install Velero with " + (name.equals("restic") ? "--use-restic." : "--use-node-agent."),
          "kubectl get daemonset " + name + VeleroHealth.namespace(parts));
    }
    return finding(
        parts,
        Level.ERROR,
        "No ready node agent on "
            + String.join(", ", missing.subList(0, Math.min(MAX_NODES, missing.size())))
            + (missing.size() > MAX_NODES ? " and " + (missing.size() - MAX_NODES) + " more" : "")
            + ".",
        notReady(parts));
  }

  private static HealthCheck finding(
      HealthInput parts, Level level, String finding, List<NodeAgent> notReady) {
    String reason =
        notReady.stream()
            .map(NodeAgent::reason)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .map(text -> " " + text)
            .orElse("");
    return new HealthCheck(
        Subject.NODE_AGENTS,
        level,
        finding + reason,
        "Check the tolerations and the node selector of the DaemonSet, and the free CPU and memory"
            + " of the nodes.",
        "kubectl get pods --selector 'name in (node-agent,restic)' --output wide"
            + VeleroHealth.namespace(parts));
  }

  /** Returns agents that aren't ready, on nodes without a ready one. */
  private static List<NodeAgent> notReady(HealthInput parts) {
    Set<String> ready =
        parts.agents().stream()
            .filter(NodeAgent::ready)
            .map(NodeAgent::node)
            .collect(Collectors.toSet());
    return parts.agents().stream().filter(agent -> !ready.contains(agent.node())).toList();
  }
}
