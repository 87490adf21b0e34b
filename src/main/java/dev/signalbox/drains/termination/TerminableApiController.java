package dev.signalbox.drains.termination;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** REST API that lets lifecycle hooks check whether a machine is safe to terminate. */
@RestController
class TerminableApiController {

  private final TerminationCheck termination;
  private final ClusterState cluster;

  TerminableApiController(TerminationCheck termination, ClusterState cluster) {
    this.termination = termination;
    this.cluster = cluster;
  }

  @ApiOperation(
      id = "checkIfAMachineIsSafeToTerminate",
      value = "Check if a machine is safe to terminate",
      needs =
          "Scope read and the role viewer or admin. The id is a Nomad node id, a client name, or"
              + " the machine's id or name at AWS, Google Cloud or Azure. Returns 503 if the answer"
              + " is unknown, and 409 if several clients match.")
  @GetMapping("/api/v1/nomad/clients/{id}/terminable")
  TerminableJson read(@PathVariable String id) {
    return switch (termination.decide(id)) {
      case TerminationDecision.Decided decided ->
          TerminableJson.of(decided, cluster.snapshot()::nameOf);
      case TerminationDecision.Ambiguous ambiguous -> throw ambiguous(id, ambiguous.clients());
      case TerminationDecision.Unknown unknown ->
          throw new ApiException(
              ApiProblem.of(HttpStatus.SERVICE_UNAVAILABLE, "state-unavailable", unknown.why()));
    };
  }

  static ApiException ambiguous(String idOrName, List<Client> clients) {
    return new ApiException(
        ApiProblem.of(
            HttpStatus.CONFLICT,
            "ambiguous",
            clients.size()
                + " clients match "
                + idOrName
                + ": "
                + clients.stream()
                    .map(client -> client.name() + " " + client.id())
                    .collect(Collectors.joining(", "))
                + ". Use the id."));
  }
}
