package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.settings.SettingsBinder;
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
  NomadProperties settings() {
    return SettingsBinder.bind(System.getenv(), NomadProperties.class);
  }
}
