package dev.signalbox.nomad.drains.release;

import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.drains.Readiness;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Releases for scripts: drain, wait, report. */
@RestController
@RequestMapping("/api/v1/nomad/clients/{id}/release")
class ReleaseApiController {

  private static final String ADMINS = "Scope write and the role admin.";

  private final ClientRelease release;
  private final Releases releases;
  private final NomadCluster cluster;

  ReleaseApiController(ClientRelease release, Releases releases, NomadCluster cluster) {
    this.release = release;
    this.releases = releases;
    this.cluster = cluster;
  }

  @ApiOperation(
      value = "Release a machine",
      needs =
          ADMINS
              + " Its client takes no new builds, drains, and is reported SAFE once nothing runs"
              + " there. While one goes on, asking again answers with it. Refused with 409 where"
              + " too few ready clients of its class, pool and datacenter would stay or jobs wait"
              + " for room, unless override says why not.",
      example = "{\"reason\": \"scaling down\", \"purge\": true}")
  @PostMapping
  ReleaseJson request(@PathVariable String id, @Valid @RequestBody ReleaseRequestJson body) {
    return switch (release.request(client(id), body)) {
      case ReleaseOutcome.Requested requested -> ReleaseJson.of(requested.release());
      case ReleaseOutcome.Running running -> ReleaseJson.of(running.release());
      case ReleaseOutcome.Refused refused ->
          throw new ApiRefusal(
              ApiProblem.of(HttpStatus.CONFLICT, "cannot-be-spared", refused.why()));
      case ReleaseOutcome.Stale stale -> throw stale();
    };
  }

  @ApiOperation(
      value = "Read a release",
      needs =
          "Scope read and the role viewer or admin. The one that goes on, or the client's last.")
  @GetMapping
  ReleaseJson read(@PathVariable String id) {
    return ReleaseJson.of(known(id));
  }

  @ApiOperation(
      value = "Cancel a release",
      needs = ADMINS + " What drains goes on draining; end that on the client's page.")
  @DeleteMapping
  ReleaseJson cancel(@PathVariable String id) {
    Release known = known(id);
    if (!release.cancel(known)) {
      throw new ApiRefusal(
          ApiProblem.of(
              HttpStatus.CONFLICT, "already-so", "The release ended as " + known.state() + "."));
    }
    return ReleaseJson.of(known(id));
  }

  /** By what was written down: the machine may be gone. */
  private Release known(String id) {
    String client =
        switch (Lookup.of(id, cluster.view())) {
          case Lookup.Found found -> found.client().id();
          case Lookup.Several several ->
              throw TerminableApiController.several(id, several.clients());
          case Lookup.Nothing nothing -> id;
        };
    return releases
        .latestBy(client)
        .orElseThrow(
            () ->
                new ApiRefusal(
                    ApiProblem.of(HttpStatus.NOT_FOUND, "There is no release of " + id + ".")));
  }

  private Client client(String id) {
    return switch (Lookup.of(id, cluster.view())) {
      case Lookup.Found found -> {
        if (found.doubt() != null) {
          throw unknown(found.doubt());
        }
        yield found.client();
      }
      case Lookup.Several several -> throw TerminableApiController.several(id, several.clients());
      case Lookup.Nothing nothing -> throw missing(id, nothing.doubt());
    };
  }

  private ApiRefusal missing(String id, @Nullable String doubt) {
    if (!Readiness.holds(cluster.trust())) {
      return stale();
    }
    return doubt == null
        ? new ApiRefusal(ApiProblem.of(HttpStatus.NOT_FOUND, "There is no client " + id + "."))
        : unknown(doubt);
  }

  private static ApiRefusal unknown(String doubt) {
    return new ApiRefusal(
        ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE, "not-known", doubt + " Nothing was begun; ask again."));
  }

  private static ApiRefusal stale() {
    return new ApiRefusal(
        ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "not-known",
            "The picture of the cluster is not up to date. Nothing was begun; ask again."));
  }
}
