package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A job as it was registered. */
final class JobState extends Kept<JobState> {

  record Constraint(String left, String operand, String right) {

    /** As the scheduler's reasons write it. */
    String text() {
      return left + " " + operand + " " + right;
    }
  }

  record Task(
      String name,
      String driver,
      long cpu,
      long memory,
      long killTimeout,
      Map<String, String> env,
      @Nullable JsonNode config,
      @Nullable JsonNode resources) {}

  record Group(String name, int count, long disk, List<Constraint> constraints, List<Task> tasks) {

    long cpu() {
      return tasks.stream().mapToLong(Task::cpu).sum();
    }

    long memory() {
      return tasks.stream().mapToLong(Task::memory).sum();
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
  List<Group> groups = List.of();
  List<Constraint> constraints = List.of();
  boolean parameterized;
  boolean dispatched;
  boolean periodic;
  boolean stop;
  String status = "pending";
  int version;
  Instant submittedAt = Instant.EPOCH;
  long jobModifyIndex;

  JobState(JobId key) {
    this.key = key;
    this.name = key.id();
  }

  boolean ofSystem() {
    return type.equals("system") || type.equals("sysbatch");
  }

  boolean batch() {
    return type.equals("batch") || type.equals("sysbatch");
  }
}
