package dev.signalbox.drains.termination;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** REST API of releases: start, read and cancel. */
@RestController
@RequestMapping("/api/v1/nomad/clients/{id}/release")
class ReleaseApiController {

  private static final String ADMINS = "Scope write and the role admin.";

  private final TerminationRequestService release;
  private final TerminationRequests releases;
  private final ClusterState cluster;

  ReleaseApiController(
      TerminationRequestService release, TerminationRequests releases, ClusterState cluster) {
    this.release = release;
    this.releases = releases;
    this.cluster = cluster;
  }

  @ApiOperation(
      id = "releaseAMachine",
      value = "Release a machine",
      needs =
          ADMINS
              + " Marks the client ineligible, drains it, and reports SAFE once no build is"
              + " running. If a release is in progress, it is returned. Fails with 409 if too few"
              + " ready clients of the same class, node pool and datacenter would remain, or if"
              + " jobs are queued for capacity, unless override gives a reason.",
      example = "{\"reason\": \"scaling down\", \"purge\": true}")
  @PostMapping
  ReleaseJson request(@PathVariable String id, @Valid @RequestBody ReleaseRequestJson body) {
    return switch (release.request(client(id), body)) {
      case TerminationRequestOutcome.Requested requested -> ReleaseJson.of(requested.release());
      case TerminationRequestOutcome.Running running -> ReleaseJson.of(running.release());
      case TerminationRequestOutcome.Refused refused ->
          throw new ApiException(
              ApiProblem.of(HttpStatus.CONFLICT, "insufficient-capacity", refused.why()));
      case TerminationRequestOutcome.Stale stale -> throw stale();
    };
  }

  @ApiOperation(
      id = "getARelease",
      value = "Get a release",
      needs =
          "Scope read and the role viewer or admin. The release in progress, or the client's"
              + " last.")
  @GetMapping
  ReleaseJson read(@PathVariable String id) {
    return ReleaseJson.of(latest(id));
  }

  @ApiOperation(
      id = "cancelARelease",
      value = "Cancel a release",
      needs = ADMINS + " A drain in progress continues; stop it on the client's page.")
  @DeleteMapping
  ReleaseJson cancel(@PathVariable String id) {
    TerminationRequest latest = latest(id);
    if (!release.cancel(latest)) {
      throw new ApiException(
          ApiProblem.of(
              HttpStatus.CONFLICT,
              "no-change",
              "The release has already ended: " + latest.state() + "."));
    }
    return ReleaseJson.of(latest(id));
  }

  /** Finds the release in the database, because the client may no longer exist. */
  private TerminationRequest latest(String id) {
    String client =
        switch (ClientLookup.of(id, cluster.snapshot())) {
          case ClientLookup.Found found -> found.client().id();
          case ClientLookup.Ambiguous several ->
              throw TerminableApiController.ambiguous(id, several.clients());
          case ClientLookup.NoMatch nothing -> id;
        };
    return releases
        .findLatestByIdOrName(client)
        .orElseThrow(
            () ->
                new ApiException(
                    ApiProblem.of(HttpStatus.NOT_FOUND, "No release found for " + id + ".")));
  }

  private Client client(String id) {
    return switch (ClientLookup.of(id, cluster.snapshot())) {
      case ClientLookup.Found found -> {
        if (found.ambiguity() != null) {
          throw unknown(found.ambiguity());
        }
        yield found.client();
      }
      case ClientLookup.Ambiguous several ->
          throw TerminableApiController.ambiguous(id, several.clients());
      case ClientLookup.NoMatch nothing -> throw notFound(id, nothing.ambiguity());
    };
  }

  private ApiException notFound(String id, @Nullable String ambiguity) {
    if (!CapacityReserve.isFresh(cluster.syncStatus())) {
      return stale();
    }
    return ambiguity == null
        ? new ApiException(ApiProblem.of(HttpStatus.NOT_FOUND, "Client " + id + " not found."))
        : unknown(ambiguity);
  }

  private static ApiException unknown(String ambiguity) {
    return new ApiException(
        ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "state-unavailable",
            ambiguity + " The release was not started. Try again."));
  }

  private static ApiException stale() {
    return new ApiException(
        ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "state-unavailable",
            "Nomad data is stale. The release was not started. Try again."));
  }

  /**
   * A release in the API: the state in the database, which may be some seconds old. Use {@link
   * TerminableApiController} to check whether the machine may be terminated.
   *
   * @param instance the cloud provider's id of the machine, or null if unknown
   * @param note explanation of the state, or null
   * @param halted whether nothing happens until an admin resumes the release
   * @param left number of unfinished builds
   * @param heartbeatAt time of the last check without a problem; lets a hook extend its timeout
   * @param endedAt null while the release is in progress
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ReleaseJson(
      String client,
      String name,
      @Nullable String instance,
      TerminationRequest.State state,
      @Nullable String note,
      boolean halted,
      int left,
      String reason,
      @Nullable String requestedBy,
      Instant requestedAt,
      Instant stateSince,
      Instant heartbeatAt,
      @Nullable Instant endedAt) {

    static ReleaseJson of(TerminationRequest release) {
      return new ReleaseJson(
          release.clientId(),
          release.name(),
          release.instance().isEmpty() ? null : release.instance(),
          release.state(),
          release.explanation().isEmpty() ? null : release.explanation(),
          release.isHalted(),
          release.left(),
          release.reason(),
          release.actor().name(),
          release.requestedAt(),
          release.stateSince(),
          release.heartbeatAt(),
          release.endedAt());
    }
  }
}
