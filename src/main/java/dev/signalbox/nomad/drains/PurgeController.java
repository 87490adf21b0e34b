package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Field;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Having Nomad forget a client that is down. */
@Controller
@InSection(Section.CLIENTS)
class PurgeController {

  private final ActPages pages;
  private final ClientPurge purge;
  private final NomadCluster cluster;
  private final FlashCookie flashes;
  private final Clock clock;

  PurgeController(
      ActPages pages, ClientPurge purge, NomadCluster cluster, FlashCookie flashes, Clock clock) {
    this.pages = pages;
    this.purge = purge;
    this.cluster = cluster;
    this.flashes = flashes;
    this.clock = clock;
  }

  @Dangerous
  @GetMapping("/nomad/clients/{id}/purge")
  String ask(@PathVariable String id, Model model) {
    return ask(pages.client(id), Field.empty("reason", "Reason", Reasons.HINT), null, model);
  }

  @Dangerous
  @DeleteMapping("/nomad/clients/{id}")
  String purge(
      @PathVariable String id,
      @Valid @ModelAttribute("form") PurgeForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    Client client = pages.client(id);
    boolean named = client.name().equals(form.typed());
    if (errors.hasErrors() || !named) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return ask(
          client,
          Field.sent(errors, "reason", "Reason", Reasons.HINT),
          named ? null : "The name was not " + client.name() + ".",
          model);
    }
    return switch (purge.purge(client.id(), pages.because(form.reason()))) {
      case PurgeOutcome.Purged done -> {
        pages.done(client.id(), ActWords.purged(done), done.index(), response);
        yield "redirect:/nomad/clients";
      }
      case PurgeOutcome.Lives lives -> {
        response.setStatus(HttpStatus.CONFLICT.value());
        yield ask(
            lives.client(),
            Field.sent(errors, "reason", "Reason", Reasons.HINT),
            ActWords.lives(lives),
            model);
      }
      case PurgeOutcome.Gone gone -> {
        flashes.say(response, ActWords.purged(gone));
        yield "redirect:/nomad/clients";
      }
    };
  }

  private String ask(Client client, Field reason, @Nullable String wrong, Model model) {
    boolean down = client.status() == ClientStatus.DOWN;
    model.addAttribute("client", client.name());
    model.addAttribute("id", client.id());
    model.addAttribute("truth", StateLine.of(client, cluster.view().buildsOn(client.id())));
    model.addAttribute("trust", TrustLine.of(cluster.trust(), clock));
    model.addAttribute("down", down);
    model.addAttribute("reason", reason);
    model.addAttribute("wrong", wrong);
    model.addAttribute(
        "confirm",
        new Confirm(
            NomadLinks.client(client.id()),
            "delete",
            "Nomad forgets this client",
            "Its allocations and events go with it. Should the machine come back, it registers"
                + " again under a new id or this one, as a client that takes builds.",
            "Purge this client",
            "trash",
            NomadLinks.client(client.id()),
            client.name(),
            null));
    return "nomad/drains/purge";
  }
}
