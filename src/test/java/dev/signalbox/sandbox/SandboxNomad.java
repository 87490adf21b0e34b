package dev.signalbox.sandbox;

import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.Life;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Nomad of the environment where one is named, a living stand-in elsewhere. */
final class SandboxNomad {

  private static final int PORT = 8071;

  private static @Nullable FakeNomad running;

  private SandboxNomad() {}

  /** The stand-in, or null where the real one is used. */
  static @Nullable FakeNomad running() {
    return running;
  }

  static List<String> properties() {
    if (System.getenv("NOMAD_ADDR") != null) {
      return List.of();
    }
    FakeNomad nomad = FakeNomad.start(Profile.V1_11_3, PORT);
    NomadStory.tell(nomad.world());
    Life.begin(nomad.world(), System.nanoTime());
    running = nomad;
    return List.of(
        "--nomad.addr=" + nomad.address(), "--signalbox.nomad.classes=" + NomadStory.CLASSES);
  }
}
