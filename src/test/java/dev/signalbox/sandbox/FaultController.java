package dev.signalbox.sandbox;

import dev.signalbox.sandbox.Faults.Kind;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFaults;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page of the sandbox: sets the faults of the fakes. */
@Controller
class FaultController {

  @GetMapping("/sandbox")
  String show(Model model) {
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("gitHub", gitHub().map(FakeGitHub::faults).map(Faults::kind).orElse(null));
    model.addAttribute("nomadKinds", NomadFaults.Kind.values());
    model.addAttribute("nomad", nomad().map(FakeNomad::faults).map(NomadFaults::kind).orElse(null));
    return "sandbox/index";
  }

  @PutMapping("/sandbox/faults/github")
  String setGitHub(@RequestParam Kind kind) {
    gitHub().ifPresent(gitHub -> gitHub.faults().set(kind));
    return "redirect:/sandbox";
  }

  @PutMapping("/sandbox/faults/nomad")
  String setNomad(@RequestParam NomadFaults.Kind kind) {
    nomad().ifPresent(nomad -> nomad.faults().set(kind));
    return "redirect:/sandbox";
  }

  private static Optional<FakeNomad> nomad() {
    return Optional.ofNullable(SandboxNomad.running());
  }

  private static Optional<FakeGitHub> gitHub() {
    return Optional.ofNullable(SandboxGitHub.running());
  }
}
