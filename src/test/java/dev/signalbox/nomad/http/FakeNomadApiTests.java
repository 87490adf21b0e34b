package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs against the fake server in each version that it emulates. */
@ParameterizedClass
@EnumSource(NomadVersionProfile.class)
@Tag("integration")
class FakeNomadApiTests extends NomadApiTestCases {

  private final FakeNomad nomad;

  FakeNomadApiTests(NomadVersionProfile profile) {
    nomad = FakeNomad.start(profile);
    nomad.cluster().addClient("nomad-client-1", 4_000, 8_192);
  }

  @Override
  NomadProperties settings() {
    return NomadAdapters.settings(nomad.address(), null);
  }

  @Override
  void close() {
    nomad.close();
  }
}
