package dev.signalbox.backupstorage.setup;

import static dev.signalbox.backupstorage.setup.SetupValues.text;

import dev.signalbox.backupstorage.setup.SetupSteps.SetupStep;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.health.VeleroHealth;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.FormField;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusTone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * View model of the set-up of one provider.
 *
 * @param summary how many steps are done
 * @param note what is missing in the values, or null
 */
record SetupPage(
    FreshnessBanner freshness,
    String provider,
    String label,
    List<ProviderLink> providers,
    Fields fields,
    boolean invalid,
    @Nullable String note,
    String summary,
    List<SetupStep> steps) {

  /** A link to the set-up of another provider. */
  record ProviderLink(String label, String url, boolean current) {}

  /**
   * The form of the values.
   *
   * @param choices fields that are selections, with their options
   */
  record Fields(List<FormField> texts, List<Choice> choices, @Nullable FormField privateCa) {

    /** A selection with its options. */
    record Choice(FormField field, Map<String, String> options) {}

    /** Returns all fields, for the error summary. */
    public List<FormField> all() {
      List<FormField> all = new ArrayList<>(texts);
      choices.forEach(choice -> all.add(choice.field()));
      return all;
    }
  }

  static SetupPage of(
      StorageProvider provider, SetupValues entered, VeleroState velero, VeleroHealth health) {
    VeleroInventory inventory = velero.inventory();
    @Nullable StorageLocation existing = SetupChecks.location(inventory, provider, "").orElse(null);
    @Nullable VeleroServer server = inventory.server();
    SetupValues values =
        entered.withDefaults(provider, existing, server == null ? "" : server.imageVersion());
    Map<String, String> problems = values.problems(provider);
    @Nullable StorageLocation location =
        SetupChecks.location(inventory, provider, text(values.bucket())).orElse(null);
    List<SetupStep> steps =
        new SetupSteps(
                values.completed(provider),
                new SetupChecks(health, inventory, location),
                velero.veleroNamespace(),
                location)
            .of(provider);
    long done =
        steps.stream().filter(step -> step.check().status().tone() == StatusTone.OK).count();
    return new SetupPage(
        velero.freshness(),
        provider.code(),
        provider.label(),
        providers(provider),
        fields(provider, values, problems),
        !problems.isEmpty(),
        values.isIncomplete(provider)
            ? "Enter the values to have them in the commands. Placeholders begin with YOUR."
            : null,
        done + " of " + steps.size() + " steps done",
        steps);
  }

  static List<ProviderLink> providers(@Nullable StorageProvider current) {
    return Arrays.stream(StorageProvider.values())
        .map(one -> new ProviderLink(one.label(), "/snapshots/setup/" + one.code(), one == current))
        .toList();
  }

  private static Fields fields(
      StorageProvider provider, SetupValues values, Map<String, String> problems) {
    Builder field = new Builder(problems);
    List<FormField> texts = new ArrayList<>();
    List<Fields.Choice> choices = new ArrayList<>();
    texts.add(field.of("bucket", "Bucket", "a new one", values.bucket()));
    switch (provider) {
      case AWS -> {
        texts.add(field.of("region", "Region", "such as eu-west-1", values.region()));
        texts.add(field.of("account", "IAM user", null, values.account()));
      }
      case GCP -> {
        texts.add(field.of("project", "Project ID", null, values.project()));
        texts.add(
            field.of(
                "region", "Location of the bucket", "optional: europe-west1", values.region()));
        texts.add(field.of("account", "Service account", "the part before @", values.account()));
        Map<String, String> auth = new LinkedHashMap<>();
        auth.put("key", "Key file");
        auth.put(SetupValues.WORKLOAD, "Workload identity");
        choices.add(
            new Fields.Choice(field.of("auth", "Authentication", null, values.auth()), auth));
      }
      case S3 -> {
        texts.add(
            field.of("endpoint", "Endpoint", "https://minio.acme.example", values.endpoint()));
        texts.add(field.of("region", "Region", "MinIO accepts minio", values.region()));
        texts.add(field.of("account", "User", "its access key", values.account()));
      }
    }
    Map<String, String> releases = new LinkedHashMap<>();
    VeleroRelease.names().forEach(name -> releases.put(name, name));
    choices.add(
        new Fields.Choice(
            field.of("velero", "Version of the velero CLI", null, values.velero()), releases));
    return new Fields(
        List.copyOf(texts),
        List.copyOf(choices),
        provider == StorageProvider.S3
            ? field.of(
                "privateCa",
                "The certificate is of a private authority",
                "its certificate is in ./ca.pem",
                Objects.toString(values.privateCa(), "false"))
            : null);
  }

  /** Adds the problems to the fields. */
  private record Builder(Map<String, String> problems) {

    FormField of(String name, String label, @Nullable String hint, @Nullable String value) {
      return new FormField(name, label, hint, value, problems.get(name));
    }
  }
}
