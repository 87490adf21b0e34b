package dev.signalbox.nomad.wire;

import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.Profile;
import dev.signalbox.settings.Settings;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract, kept by our own Nomad in each version that it plays. */
@ParameterizedClass
@EnumSource(Profile.class)
class EveryNomadTests extends NomadContract {

  private final FakeNomad nomad;

  EveryNomadTests(Profile profile) {
    nomad = FakeNomad.start(profile);
    nomad.world().addClient("nomad-client-1", 4_000, 8_192);
  }

  @Override
  Settings.Nomad settings() {
    return NomadFixture.settings(nomad.address(), null);
  }

  @Override
  void close() {
    nomad.close();
  }
}
