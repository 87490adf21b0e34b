package dev.signalbox.nomad.http;

import dev.signalbox.settings.NomadFromEnvironment;
import dev.signalbox.settings.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Runs against a real {@code nomad agent -dev} with raw_exec enabled. Uses NOMAD_TOKEN,
 * NOMAD_CACERT and the other variables as Signalbox does.
 */
@EnabledIfEnvironmentVariable(named = "NOMAD_ADDR", matches = "http.+")
@Tag("integration")
class RealNomadApiTests extends NomadApiTestCases {

  @Override
  Settings.Nomad settings() {
    return NomadFromEnvironment.settings();
  }
}
