package dev.signalbox.sandbox;

import dev.signalbox.sandbox.nomad.BuildActivitySimulator;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Nomad that the environment configures, otherwise a fake with changing builds. */
final class SandboxNomad {

  private static @Nullable FakeNomad running;

  private SandboxNomad() {}

  /** Returns the fake, or null if a real Nomad is configured. */
  static @Nullable FakeNomad running() {
    return running;
  }

  static List<String> properties(SandboxSettings settings) {
    if (settings.nomadAddress() != null) {
      return List.of();
    }
    FakeNomad nomad = FakeNomad.start(NomadVersionProfile.V1_11_3, settings.nomadPort());
    NomadFixtureData.load(nomad.cluster());
    BuildActivitySimulator.start(nomad.cluster(), System.nanoTime());
    running = nomad;
    return List.of(
        "--nomad.addr=" + nomad.address(),
        "--signalbox.nomad.classes=" + NomadFixtureData.RESOURCE_CLASSES);
  }
}
