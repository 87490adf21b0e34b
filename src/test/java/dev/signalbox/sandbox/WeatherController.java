package dev.signalbox.sandbox;

import dev.signalbox.sandbox.Weather.Kind;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadWeather;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sandbox's front page: each stand-in's weather, so that every failure can be seen. */
@Controller
class WeatherController {

  @GetMapping("/sandbox")
  String show(Model model) {
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("gitHub", gitHub().map(FakeGitHub::weather).map(Weather::kind).orElse(null));
    model.addAttribute("nomadKinds", NomadWeather.Kind.values());
    model.addAttribute(
        "nomad", nomad().map(FakeNomad::weather).map(NomadWeather::kind).orElse(null));
    return "sandbox/index";
  }

  @PutMapping("/sandbox/weather/github")
  String turn(@RequestParam Kind kind) {
    gitHub().ifPresent(gitHub -> gitHub.weather().turn(kind));
    return "redirect:/sandbox";
  }

  @PutMapping("/sandbox/weather/nomad")
  String turnNomad(@RequestParam NomadWeather.Kind kind) {
    nomad().ifPresent(nomad -> nomad.weather().turn(kind));
    return "redirect:/sandbox";
  }

  private static Optional<FakeNomad> nomad() {
    return Optional.ofNullable(SandboxNomad.running());
  }

  private static Optional<FakeGitHub> gitHub() {
    return Optional.ofNullable(SandboxGitHub.running());
  }
}
