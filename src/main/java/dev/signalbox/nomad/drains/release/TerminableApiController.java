package dev.signalbox.nomad.drains.release;

import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import dev.signalbox.nomad.Client;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Whether a machine may be terminated, for lifecycle hooks. */
@RestController
class TerminableApiController {

  private final Termination termination;

  TerminableApiController(Termination termination) {
    this.termination = termination;
  }

  @ApiOperation(
      value = "Ask whether a machine may be terminated",
      needs =
          "Scope read and the role viewer or admin. By Nomad's id, the client's name, or what AWS,"
              + " Google Cloud or Azure calls the machine. Where nobody knows, the answer is 503,"
              + " never a yes; where several go by the name, it is 409.")
  @GetMapping("/api/v1/nomad/clients/{id}/terminable")
  TerminableJson read(@PathVariable String id) {
    return switch (termination.verdict(id)) {
      case Verdict.Said said -> TerminableJson.of(said);
      case Verdict.Ambiguous ambiguous -> throw several(id, ambiguous.clients());
      case Verdict.Unknown unknown ->
          throw new ApiRefusal(
              ApiProblem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-known", unknown.why()));
    };
  }

  static ApiRefusal several(String asked, List<Client> clients) {
    return new ApiRefusal(
        ApiProblem.of(
            HttpStatus.CONFLICT,
            "ambiguous",
            clients.size()
                + " clients go by "
                + asked
                + ": "
                + clients.stream()
                    .map(client -> client.name() + " " + client.id())
                    .collect(Collectors.joining(", "))
                + ". Ask by id."));
  }
}
