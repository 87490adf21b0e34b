package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.JobState.Constraint;
import dev.signalbox.sandbox.nomad.JobState.Group;
import dev.signalbox.sandbox.nomad.JobState.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for a client with room, the fullest first, and keeps account of why others will not do. */
final class Placement {

  sealed interface Answer {}

  record Found(NodeState node) implements Answer {}

  record None(Failure failure) implements Answer {}

  private static final Pattern TARGET = Pattern.compile("\\$\\{(attr|meta|node)\\.(.+)}");

  private final State state;

  Placement(State state) {
    this.state = state;
  }

  /**
   * Looks for a place.
   *
   * @param planned placed by the same plan and not known to the state yet
   */
  Answer find(JobState job, Group group, List<AllocState> planned) {
    Map<String, Integer> available = new TreeMap<>();
    job.datacenters.stream().filter(name -> !name.contains("*")).forEach(n -> available.put(n, 0));
    Map<String, Integer> constraints = new TreeMap<>();
    Map<String, Integer> classes = new TreeMap<>();
    Map<String, Integer> dimensions = new TreeMap<>();
    int inPool = 0;
    int evaluated = 0;
    int filtered = 0;
    int exhausted = 0;
    @Nullable NodeState best = null;
    double fullest = -1;
    for (NodeState node : state.nodes.values()) {
      if (!node.ready() || !(job.pool.equals("all") || node.pool.equals(job.pool))) {
        continue;
      }
      inPool++;
      if (job.datacenters.stream().noneMatch(name -> matches(name, node.datacenter))) {
        continue;
      }
      available.merge(node.datacenter, 1, Integer::sum);
      if (job.ofSystem() && occupied(job, node, planned)) {
        continue;
      }
      evaluated++;
      Optional<String> constraint = unmet(job, group, node);
      if (constraint.isPresent()) {
        filtered++;
        constraints.merge(constraint.get(), 1, Integer::sum);
        continue;
      }
      Room room = room(node, planned);
      Optional<String> dimension = room.lacks(group);
      if (dimension.isPresent()) {
        exhausted++;
        classes.merge(node.nodeClass, 1, Integer::sum);
        dimensions.merge(dimension.get(), 1, Integer::sum);
        continue;
      }
      double fill = 1 - (double) room.memory / Math.max(1, node.memory);
      if (fill > fullest) {
        fullest = fill;
        best = node;
      }
    }
    if (best != null) {
      return new Found(best);
    }
    Map<String, Task> asked = new HashMap<>();
    group.tasks().forEach(task -> asked.put(task.name(), task));
    return new None(
        new Failure(
            evaluated,
            filtered,
            inPool,
            job.pool,
            available,
            exhausted,
            constraints,
            classes,
            dimensions,
            asked,
            0));
  }

  private record Room(long cpu, long memory, long disk) {

    Optional<String> lacks(Group group) {
      if (group.cpu() > cpu) {
        return Optional.of("cpu");
      }
      if (group.memory() > memory) {
        return Optional.of("memory");
      }
      return group.disk() > disk ? Optional.of("disk") : Optional.empty();
    }
  }

  private Room room(NodeState node, List<AllocState> planned) {
    long cpu = node.cpu;
    long memory = node.memory;
    long disk = node.disk;
    List<AllocState> there =
        Stream.concat(
                state.allocsOn(node.id).stream(),
                planned.stream().filter(alloc -> alloc.nodeId.equals(node.id)))
            .filter(alloc -> alloc.takesRoom() && !Boolean.TRUE.equals(alloc.migrate))
            .toList();
    for (AllocState alloc : there) {
      cpu -= alloc.cpu();
      memory -= alloc.memory();
      disk -= alloc.disk;
    }
    return new Room(cpu, memory, disk);
  }

  private boolean occupied(JobState job, NodeState node, List<AllocState> planned) {
    return Stream.concat(state.allocsOf(job.key).stream(), planned.stream())
        .anyMatch(alloc -> alloc.nodeId.equals(node.id) && !alloc.serverTerminal());
  }

  private static Optional<String> unmet(JobState job, Group group, NodeState node) {
    Optional<Constraint> constraint =
        Stream.concat(job.constraints.stream(), group.constraints().stream())
            .filter(one -> !holds(one, node))
            .findFirst();
    if (constraint.isPresent()) {
      return constraint.map(Constraint::text);
    }
    boolean drivers =
        group.tasks().stream()
            .map(task -> node.drivers.get(task.driver()))
            .allMatch(driver -> driver != null && driver.detected() && driver.healthy());
    return drivers ? Optional.empty() : Optional.of("missing drivers");
  }

  private static boolean holds(Constraint constraint, NodeState node) {
    String value = value(constraint.left(), node);
    String wanted = constraint.right();
    return switch (constraint.operand()) {
      case "=", "==", "is" -> value.equals(wanted);
      case "!=", "not" -> !value.equals(wanted);
      case "regexp" -> Pattern.compile(wanted).matcher(value).find();
      case "is_set" -> !value.isEmpty();
      case "is_not_set" -> value.isEmpty();
      default -> true;
    };
  }

  private static String value(String target, NodeState node) {
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
