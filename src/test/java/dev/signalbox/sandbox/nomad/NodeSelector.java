package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.StoredJob.Constraint;
import dev.signalbox.sandbox.nomad.StoredJob.TaskGroup;
import dev.signalbox.sandbox.nomad.StoredJob.TaskSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the client for an allocation: the one with the highest memory utilization that fits.
 * Counts why other clients were rejected.
 */
final class NodeSelector {

  sealed interface Result {}

  record Found(StoredNode node) implements Result {}

  record NoneSuitable(FailedPlacement failure) implements Result {}

  private static final Pattern TARGET = Pattern.compile("\\$\\{(attr|meta|node)\\.(.+)}");

  private final ServerState state;

  NodeSelector(ServerState state) {
    this.state = state;
  }

  /**
   * Selects a client.
   *
   * @param planned allocations of the same plan that are not in the state yet
   */
  Result find(StoredJob job, TaskGroup group, List<StoredAllocation> planned) {
    Map<String, Integer> available = new TreeMap<>();
    job.datacenters.stream().filter(name -> !name.contains("*")).forEach(n -> available.put(n, 0));
    Map<String, Integer> constraints = new TreeMap<>();
    Map<String, Integer> classes = new TreeMap<>();
    Map<String, Integer> dimensions = new TreeMap<>();
    int inPool = 0;
    int evaluated = 0;
    int filtered = 0;
    int exhausted = 0;
    @Nullable StoredNode best = null;
    double highest = -1;
    for (StoredNode node : state.nodes.values()) {
      if (!node.isReady() || !(job.pool.equals("all") || node.pool.equals(job.pool))) {
        continue;
      }
      inPool++;
      if (job.datacenters.stream().noneMatch(name -> matches(name, node.datacenter))) {
        continue;
      }
      available.merge(node.datacenter, 1, Integer::sum);
      if (job.isSystem() && hasAllocation(job, node, planned)) {
        continue;
      }
      evaluated++;
      Optional<String> constraint = findUnmetConstraint(job, group, node);
      if (constraint.isPresent()) {
        filtered++;
        constraints.merge(constraint.get(), 1, Integer::sum);
        continue;
      }
      Capacity free = freeCapacity(node, planned);
      Optional<String> dimension = free.exhaustedDimension(group);
      if (dimension.isPresent()) {
        exhausted++;
        classes.merge(node.nodeClass, 1, Integer::sum);
        dimensions.merge(dimension.get(), 1, Integer::sum);
        continue;
      }
      double utilization = 1 - (double) free.memory / Math.max(1, node.memory);
      if (utilization > highest) {
        highest = utilization;
        best = node;
      }
    }
    if (best != null) {
      return new Found(best);
    }
    Map<String, TaskSpec> requested = new HashMap<>();
    group.tasks().forEach(task -> requested.put(task.name(), task));
    return new NoneSuitable(
        new FailedPlacement(
            evaluated,
            filtered,
            inPool,
            job.pool,
            available,
            exhausted,
            constraints,
            classes,
            dimensions,
            requested,
            0));
  }

  private record Capacity(long cpu, long memory, long disk) {

    Optional<String> exhaustedDimension(TaskGroup group) {
      if (group.cpu() > cpu) {
        return Optional.of("cpu");
      }
      if (group.memory() > memory) {
        return Optional.of("memory");
      }
      return group.disk() > disk ? Optional.of("disk") : Optional.empty();
    }
  }

  private Capacity freeCapacity(StoredNode node, List<StoredAllocation> planned) {
    long cpu = node.cpu;
    long memory = node.memory;
    long disk = node.disk;
    List<StoredAllocation> allocs =
        Stream.concat(
                state.allocsOn(node.id).stream(),
                planned.stream().filter(alloc -> alloc.nodeId.equals(node.id)))
            .filter(alloc -> alloc.usesResources() && !Boolean.TRUE.equals(alloc.migrate))
            .toList();
    for (StoredAllocation alloc : allocs) {
      cpu -= alloc.cpu();
      memory -= alloc.memory();
      disk -= alloc.disk;
    }
    return new Capacity(cpu, memory, disk);
  }

  private boolean hasAllocation(StoredJob job, StoredNode node, List<StoredAllocation> planned) {
    return Stream.concat(state.allocsOf(job.key).stream(), planned.stream())
        .anyMatch(alloc -> alloc.nodeId.equals(node.id) && !alloc.isServerTerminal());
  }

  private static Optional<String> findUnmetConstraint(
      StoredJob job, TaskGroup group, StoredNode node) {
    Optional<Constraint> constraint =
        Stream.concat(job.constraints.stream(), group.constraints().stream())
            .filter(one -> !isMet(one, node))
            .findFirst();
    if (constraint.isPresent()) {
      return constraint.map(Constraint::text);
    }
    boolean hasDrivers =
        group.tasks().stream()
            .map(task -> node.drivers.get(task.driver()))
            .allMatch(driver -> driver != null && driver.detected() && driver.healthy());
    return hasDrivers ? Optional.empty() : Optional.of("missing drivers");
  }

  private static boolean isMet(Constraint constraint, StoredNode node) {
    String value = value(constraint.left(), node);
    String expected = constraint.right();
    return switch (constraint.operand()) {
      case "=", "==", "is" -> value.equals(expected);
      case "!=", "not" -> !value.equals(expected);
      case "regexp" -> Pattern.compile(expected).matcher(value).find();
      case "is_set" -> !value.isEmpty();
      case "is_not_set" -> value.isEmpty();
      default -> true;
    };
  }

  private static String value(String target, StoredNode node) {
    var matcher = TARGET.matcher(target);
    if (!matcher.matches()) {
      return target;
    }
    String name = matcher.group(2);
    return switch (matcher.group(1)) {
      case "attr" -> node.attributes.getOrDefault(name, "");
      case "meta" -> node.meta.getOrDefault(name, "");
      default ->
          switch (name) {
            case "unique.name" -> node.name;
            case "unique.id" -> node.id;
            case "class" -> node.nodeClass;
            case "datacenter" -> node.datacenter;
            case "pool" -> node.pool;
            default -> "";
          };
    };
  }

  private static boolean matches(String pattern, String datacenter) {
    return pattern.equals("*") || pattern.equals(datacenter);
  }
}
