package dev.signalbox.sandbox;

import dev.signalbox.sandbox.Faults.Kind;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.kubernetes.ClusterFaults;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFaults;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFaults;
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
    model.addAttribute("kubernetesKinds", ClusterFaults.Kind.values());
    model.addAttribute(
        "kubernetes", cluster().map(FakeCluster::faults).map(ClusterFaults::kind).orElse(null));
    model.addAttribute("veleroKinds", VeleroFaults.Kind.values());
    model.addAttribute(
        "velero", velero().map(FakeVelero::faults).map(VeleroFaults::kind).orElse(null));
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

  @PutMapping("/sandbox/faults/kubernetes")
  String setKubernetes(@RequestParam ClusterFaults.Kind kind) {
    cluster().ifPresent(cluster -> cluster.faults().set(kind));
    return "redirect:/sandbox";
  }

  @PutMapping("/sandbox/faults/velero")
  String setVelero(@RequestParam VeleroFaults.Kind kind) {
    velero().ifPresent(velero -> velero.faults().set(kind));
    return "redirect:/sandbox";
  }

  private static Optional<FakeCluster> cluster() {
    return Optional.ofNullable(SandboxKubernetes.running());
  }

  private static Optional<FakeVelero> velero() {
    return Optional.ofNullable(SandboxKubernetes.velero());
  }

  private static Optional<FakeNomad> nomad() {
    return Optional.ofNullable(SandboxNomad.running());
  }

  private static Optional<FakeGitHub> gitHub() {
    return Optional.ofNullable(SandboxGitHub.running());
  }
}
