package dev.signalbox.backupstorage.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backupstorage.setup.SetupSteps.SetupStep;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.health.HealthInput;
import dev.signalbox.velero.health.HealthInput.ApiAccess;
import dev.signalbox.velero.health.HealthInput.Installations;
import dev.signalbox.velero.health.HealthInput.SecretState;
import dev.signalbox.velero.health.VeleroHealth;
import dev.signalbox.velero.state.FixedVelero;
import dev.signalbox.velero.storage.StorageProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetupPageTests {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void startsAtTheFirstStepWithoutVelero() {
    SetupPage page = page(StorageProvider.AWS, null, ApiAccess.NOT_INSTALLED);

    assertThat(page.summary()).isEqualTo("0 of 7 steps done");
    assertThat(page.invalid()).isFalse();
    assertThat(page.note()).contains("Placeholders");
    assertThat(page.steps())
        .extracting(SetupStep::id)
        .containsExactly(
            "bucket",
            "permissions",
            "credentials",
            "install",
            "location",
            "node-agents",
            "snapshot");
    assertThat(page.steps().get(3).check().finding()).isEqualTo("Velero is not installed yet.");
  }

  @Test
  void namesTheMissingPermission() {
    SetupPage page = page(StorageProvider.GCP, "acme-ci", ApiAccess.DENIED);

    assertThat(page.steps().get(3).check().status().text()).isEqualTo("Failed");
    assertThat(page.steps().get(3).check().remedy()).contains("Bind the Role of Signalbox");
  }

  @Test
  void continuesWithTheFormThatHasTheValues() {
    SetupStep.Link link =
        Objects.requireNonNull(
            page(StorageProvider.S3, "acme-ci", ApiAccess.NOT_INSTALLED).steps().get(4).link());

    assertThat(link.url())
        .isEqualTo("/snapshots/locations/new?provider=s3&bucket=acme-ci&region=minio");
  }

  private static SetupPage page(StorageProvider provider, @Nullable String bucket, ApiAccess api) {
    return SetupPage.of(
        provider,
        new SetupValues(bucket, null, null, null, null, null, null, null),
        new FixedVelero(CLOCK, Duration.ofHours(24)).state(),
        VeleroHealth.of(
            new HealthInput(
                "velero",
                new Installations(null, false),
                api,
                new VeleroCapabilities(Set.of(), Set.of()),
                null,
                null,
                List.of(),
                SecretState.UNKNOWN,
                List.of(),
                Set.of(),
                List.of(),
                CLOCK.instant())));
  }
}
