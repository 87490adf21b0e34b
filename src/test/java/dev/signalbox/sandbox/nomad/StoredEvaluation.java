package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.Map;

/** An evaluation. */
final class StoredEvaluation extends StoredObject<StoredEvaluation> {

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
  Map<String, FailedPlacement> failures = Map.of();
  Instant createdAt = Instant.EPOCH;
  Instant modifiedAt = Instant.EPOCH;

  StoredEvaluation(String id, JobId job) {
    this.id = id;
    this.job = job;
  }

  boolean isOpen() {
    return status.equals("pending") || status.equals("blocked");
  }
}
