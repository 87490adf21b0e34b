package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A registered job. */
final class StoredJob extends StoredObject<StoredJob> {

  record Constraint(String left, String operand, String right) {

    /** Returns the constraint in the form of placement metrics. */
    String text() {
      return left + " " + operand + " " + right;
    }
  }

  record TaskSpec(
      String name,
      String driver,
      long cpu,
      long memory,
      long killTimeout,
      Map<String, String> env,
      @Nullable JsonNode config,
      @Nullable JsonNode resources) {}

  record TaskGroup(
      String name, int count, long disk, List<Constraint> constraints, List<TaskSpec> tasks) {

    long cpu() {
      return tasks.stream().mapToLong(TaskSpec::cpu).sum();
    }

    long memory() {
      return tasks.stream().mapToLong(TaskSpec::memory).sum();
    }
  }

  final JobId key;
  String parentId = "";
  String name;
  String type = "batch";
  int priority = 50;
  List<String> datacenters = List.of("default");
  String pool = "default";
  Map<String, String> meta = Map.of();
  List<TaskGroup> groups = List.of();
  List<Constraint> constraints = List.of();
  boolean parameterized;
  boolean dispatched;
  boolean periodic;
  boolean stop;
  String status = "pending";
  int version;
  Instant submittedAt = Instant.EPOCH;
  long jobModifyIndex;

  StoredJob(JobId key) {
    this.key = key;
    this.name = key.id();
  }

  boolean isSystem() {
    return type.equals("system") || type.equals("sysbatch");
  }

  boolean isBatch() {
    return type.equals("batch") || type.equals("sysbatch");
  }
}
