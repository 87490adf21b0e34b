package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.Map;

/** An evaluation. */
final class EvalState extends Kept<EvalState> {

  final String id;
  final JobId job;
  String type = "batch";
  int priority = 50;
  String status = "pending";
  String statusDescription = "";
  String trigger = "job-register";
  String blocked = "";
  String previous = "";
  String nodeId = "";
  Map<String, Integer> queued = Map.of();
  Map<String, Failure> failures = Map.of();
  Instant createdAt = Instant.EPOCH;
  Instant modifiedAt = Instant.EPOCH;

  EvalState(String id, JobId job) {
    this.id = id;
    this.job = job;
  }

  boolean open() {
    return status.equals("pending") || status.equals("blocked");
  }
}
