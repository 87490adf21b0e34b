package dev.signalbox.backupstorage.setup;

import static dev.signalbox.backupstorage.setup.SetupValues.text;

import dev.signalbox.backupstorage.setup.SetupSteps.SetupStep.Block;
import dev.signalbox.backupstorage.setup.SetupSteps.SetupStep.Link;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.ShellQuoting;
import dev.signalbox.web.StatusLabel;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The steps of each provider, in order.
 *
 * @param values without gaps
 * @param namespace namespace of Velero
 * @param location the location with the bucket, or null
 */
record SetupSteps(
    SetupValues values, SetupChecks checks, String namespace, @Nullable StorageLocation location) {

  List<SetupStep> of(StorageProvider provider) {
    List<SetupStep> first =
        switch (provider) {
          case AWS -> aws();
          case GCP -> gcp();
          case S3 -> s3();
        };
    return Stream.concat(first.stream(), Stream.of(location(provider), nodeAgents(), snapshot()))
        .toList();
  }

  private List<SetupStep> aws() {
    return List.of(
        bucket(createBucket(SetupCommands.awsBucket(values))),
        permissions(
            "Create the user and its policy",
            new Block("The IAM user of Velero.", SetupCommands.awsUser(values)),
            new Block(
                "The policy: snapshots of EBS volumes, and the objects of the bucket.",
                SetupCommands.policyFile(BucketPolicy.aws(values))),
            new Block("Attach the policy.", SetupCommands.awsAttachPolicy(values))),
        credentials(
            "Create an access key",
            "Writes the key to ./credentials-velero without showing it.",
            SetupCommands.awsAccessKey(values)),
        install("aws", SetupCommands.awsInstall(values, namespace), true));
  }

  private List<SetupStep> gcp() {
    return List.of(
        bucket(createBucket(SetupCommands.googleBucket(values))),
        permissions(
            "Create the service account and its role",
            new Block("The service account.", SetupCommands.googleServiceAccount(values)),
            new Block("The role with the permissions.", SetupCommands.googleRole(values)),
            new Block("Grant the role.", SetupCommands.googleBindRole(values)),
            new Block("Allow access to the bucket.", SetupCommands.googleBindBucket(values))),
        values.usesWorkloadIdentity()
            ? credentials(
                "Allow workload identity",
                "Lets the service account velero of Kubernetes act as that of Google. The"
                    + " cluster must have workload identity enabled.",
                SetupCommands.googleWorkloadIdentity(values, namespace))
            : credentials(
                "Create a key file",
                "Writes the key to ./credentials-velero.",
                SetupCommands.googleKey(values)),
        install(
            "gcp", SetupCommands.googleInstall(values, namespace), !values.usesWorkloadIdentity()));
  }

  private List<SetupStep> s3() {
    return List.of(
        bucket(
            new Block(
                "Connects the MinIO client mc. It asks for the keys of an administrator.",
                SetupCommands.s3Alias(values)),
            createBucket(SetupCommands.s3Bucket(values))),
        permissions(
            "Create the user and its policy",
            new Block(
                "The user of Velero. mc asks for its secret key.", SetupCommands.s3User(values)),
            new Block(
                "The policy: the objects of the bucket.",
                SetupCommands.policyFile(BucketPolicy.s3(values))),
            new Block(
                "Attach the policy. Versions of mc before March 2023 have policy add and policy set"
                    + " instead.",
                SetupCommands.s3AttachPolicy(values))),
        credentials(
            "Write the credentials file",
            "Asks for the secret key of the user.",
            SetupCommands.s3CredentialsFile(values)),
        install("aws", SetupCommands.s3Install(values, namespace), true));
  }

  private SetupStep bucket(Block... blocks) {
    return step("bucket", "Create the bucket", checks.bucket(), blocks);
  }

  private static Block createBucket(String command) {
    return new Block("It must be new: Velero does not use a bucket with other content.", command);
  }

  private SetupStep permissions(String title, Block... blocks) {
    return step("permissions", title, checks.permissions(), blocks);
  }

  private SetupStep credentials(String title, String text, String command) {
    return step("credentials", title, checks.credentials(), new Block(text, command));
  }

  private SetupStep install(String plugin, String command, boolean hasCredentialsFile) {
    Block install =
        new Block(
            "For a cluster without Velero. Creates the namespace, the server, the node agents and a"
                + " storage location named default.",
            command);
    Block add =
        new Block(
            "If Velero is installed without this plugin, add it and create a location in the next"
                + " step.",
            SetupCommands.addPlugin(plugin, values, namespace));
    Block remove =
        new Block(
            "Remove the credentials file after Velero is installed or the location is created.",
            SetupCommands.removeCredentialsFile());
    return new SetupStep(
        "install",
        "Install Velero",
        hasCredentialsFile ? List.of(install, add, remove) : List.of(install, add),
        checks.velero(),
        null);
  }

  private SetupStep location(StorageProvider provider) {
    return new SetupStep(
        "location",
        "Storage location",
        List.of(
            new Block(
                "velero install creates one. Otherwise create it here.",
                "velero backup-location get --namespace " + ShellQuoting.of(namespace))),
        checks.location(),
        location == null
            ? new Link("Create location", newLocation(provider))
            : new Link(
                "Open location " + location.name(), "/snapshots/locations/" + location.name()));
  }

  /** Returns the form with the values, except for placeholders. */
  private String newLocation(StorageProvider provider) {
    UriComponentsBuilder url =
        UriComponentsBuilder.fromPath("/snapshots/locations/new")
            .queryParam("provider", provider.code());
    add(url, "bucket", text(values.bucket()));
    if (provider != StorageProvider.GCP) {
      add(url, "region", text(values.region()));
    }
    if (provider == StorageProvider.S3) {
      add(url, "s3Url", text(values.endpoint()));
    }
    return url.encode().toUriString();
  }

  private static void add(UriComponentsBuilder url, String name, String value) {
    if (!value.isEmpty() && !value.contains("YOUR_")) {
      url.queryParam(name, value);
    }
  }

  private SetupStep nodeAgents() {
    return step(
        "node-agents",
        "Node agents",
        checks.nodeAgents(),
        new Block(
            "A pod of the DaemonSet %s on each node saves the files of volumes."
                .formatted(VeleroRelease.of(text(values.velero())).nodeAgent()),
            SetupCommands.pods(namespace)));
  }

  private SetupStep snapshot() {
    return new SetupStep(
        "snapshot",
        "First snapshot",
        List.of(),
        checks.snapshot(),
        new Link("Take a snapshot", "/snapshots/new"));
  }

  private static SetupStep step(String id, String title, SetupStep.Check check, Block... blocks) {
    return new SetupStep(id, title, List.of(blocks), check, null);
  }

  /**
   * A step of the set-up.
   *
   * @param id anchor of the step
   * @param link null for none
   */
  record SetupStep(String id, String title, List<Block> blocks, Check check, @Nullable Link link) {

    /** A command with what it does. */
    record Block(String text, String command) {}

    /** Whether the step is done, as far as the cluster shows. */
    record Check(StatusLabel status, String finding, String remedy) {

      static Check done(String finding) {
        return new Check(StatusLabel.ok("Done"), finding, "");
      }

      static Check pending(String finding) {
        return new Check(StatusLabel.waiting("Pending"), finding, "");
      }

      static Check failed(String finding, String remedy) {
        return new Check(StatusLabel.bad("Failed"), finding, remedy);
      }
    }

    /** The page on which the step continues. */
    record Link(String label, String url) {}
  }
}
