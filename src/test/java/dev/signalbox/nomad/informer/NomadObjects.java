package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates domain objects for tests, with defaults for irrelevant fields. */
final class NomadObjects {

  static final Instant THEN = Instant.parse("2026-01-15T08:00:00Z");

  private NomadObjects() {}

  /** A client as in a list. */
  static Client listed(String name, long index) {
    return client(name, index, false, Map.of(), null);
  }

  /** A client with attributes, as fetched or in an event. */
  static Client fetched(String name, long index) {
    return client(name, index, false, Map.of("os.name", "ubuntu"), null);
  }

  /** A client that is down, as fetched. */
  static Client down(String name, long index) {
    Client up = fetched(name, index);
    return new Client(
        up.id(),
        up.name(),
        up.address(),
        up.datacenter(),
        up.nodeClass(),
        up.pool(),
        up.version(),
        ClientStatus.DOWN,
        "",
        true,
        false,
        null,
        null,
        up.drivers(),
        up.total(),
        up.reserved(),
        up.attributes(),
        up.statusSince(),
        up.createIndex(),
        index);
  }

  static Client draining(String name, long index, Client.@Nullable Drain drain) {
    return client(name, index, true, drain == null ? Map.of() : Map.of("os.name", "ubuntu"), drain);
  }

  private static Client client(
      String name,
      long index,
      boolean draining,
      Map<String, String> attributes,
      Client.@Nullable Drain drain) {
    return new Client(
        name,
        name,
        "10.0.0.1",
        "default",
        "linux-64bit",
        "default",
        "1.7.7",
        ClientStatus.READY,
        "",
        !draining,
        draining,
        drain,
        null,
        List.of(),
        new Resources(16_000, 64_000, 0),
        Resources.NONE,
        attributes,
        attributes.isEmpty() ? null : THEN,
        1,
        index);
  }

  static JobKey key(String job) {
    return new JobKey("default", job);
  }

  static Job job(String id, JobStatus status, Map<String, Job.Counts> groups, long index) {
    return new Job(
        key(id),
        "",
        id,
        "batch",
        50,
        List.of("default"),
        "default",
        false,
        false,
        false,
        status,
        "",
        THEN,
        groups,
        Job.Children.NONE,
        1,
        index,
        index);
  }

  /** An allocation as in an event: without the job type. */
  static Allocation allocation(String id, String job, AllocationStatus status, long index) {
    return new Allocation(
        id,
        job + ".build[0]",
        key(job),
        "",
        "build",
        "client-1",
        "client-1",
        "evaluation",
        Allocation.Desired.RUN,
        status,
        "",
        new Resources(2_000, 4_096, 0),
        "",
        THEN,
        THEN,
        null,
        null,
        1,
        index);
  }

  static Evaluation evaluation(
      String id, String job, Evaluation.Status status, String blocked, long index) {
    return new Evaluation(
        id,
        key(job),
        "batch",
        50,
        status,
        "",
        "job-register",
        blocked,
        "",
        null,
        "",
        Map.of("build", blocked.isEmpty() ? 0 : 1),
        Map.of(),
        THEN,
        THEN,
        1,
        index);
  }

  static Batch batch(long index, Event... events) {
    return new Batch(index, List.of(events));
  }

  static Batch clientAt(long index) {
    return batch(index, new Event.ClientChanged(fetched("client-1", index)));
  }
}
