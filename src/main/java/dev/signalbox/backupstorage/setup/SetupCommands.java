package dev.signalbox.backupstorage.setup;

import static dev.signalbox.backupstorage.setup.SetupValues.text;

import dev.signalbox.web.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the set-up, for bash. Secrets are entered at prompts or copied by the commands,
 * so that they are neither in the history of the shell nor on the page.
 */
final class SetupCommands {

  private static final String CREDENTIALS_FILE = "./credentials-velero";
  private static final String ALIAS = "my-provider";
  private static final String GOOGLE_ROLE = "velero.server";

  private SetupCommands() {}

  /** Returns the command that creates a bucket. us-east-1 must not be named as a constraint. */
  static String awsBucket(SetupValues values) {
    List<String> lines = new ArrayList<>();
    lines.add("aws s3api create-bucket");
    lines.add("--bucket " + quoted(values.bucket()));
    lines.add("--region " + quoted(values.region()));
    if (!"us-east-1".equals(values.region())) {
      lines.add(
          "--create-bucket-configuration "
              + ShellQuoting.of("LocationConstraint=" + values.region()));
    }
    return lines(lines);
  }

  static String awsUser(SetupValues values) {
    return "aws iam create-user --user-name " + quoted(values.account());
  }

  static String policyFile(String policy) {
    return "cat > velero-policy.json <<'EOF'\n" + policy + "\nEOF";
  }

  /** Returns the command that attaches the policy to the IAM user. */
  static String awsAttachPolicy(SetupValues values) {
    return lines(
        "aws iam put-user-policy",
        "--user-name " + quoted(values.account()),
        "--policy-name velero",
        "--policy-document file://velero-policy.json");
  }

  /** Returns the command that creates an access key and writes it to the credentials file. */
  static String awsAccessKey(SetupValues values) {
    return """
    (umask 077
    aws iam create-access-key --user-name %s \\
      --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text \\
      | while read -r id secret; do
          printf '[default]\\naws_access_key_id=%%s\\naws_secret_access_key=%%s\\n' "$id" "$secret"
        done > %s)\
    """
        .formatted(quoted(values.account()), CREDENTIALS_FILE);
  }

  static String googleBucket(SetupValues values) {
    return "gsutil mb -p "
        + quoted(values.project())
        + (text(values.region()).isEmpty() ? "" : " -l " + quoted(values.region()))
        + " "
        + ShellQuoting.of("gs://" + values.bucket() + "/");
  }

  static String googleServiceAccount(SetupValues values) {
    return lines(
        "gcloud iam service-accounts create " + quoted(values.account()),
        "--project " + quoted(values.project()),
        "--display-name 'Velero service account'");
  }

  /** Returns the email address of the service account. */
  static String googleEmail(SetupValues values) {
    return values.account() + "@" + values.project() + ".iam.gserviceaccount.com";
  }

  /** Returns the command that creates the role. gcloud expects commas between permissions. */
  static String googleRole(SetupValues values) {
    List<String> permissions =
        new ArrayList<>(
            List.of(
                "compute.disks.get",
                "compute.disks.create",
                "compute.disks.createSnapshot",
                "compute.projects.get",
                "compute.snapshots.get",
                "compute.snapshots.create",
                "compute.snapshots.useReadOnly",
                "compute.snapshots.delete",
                "compute.zones.get"));
    if (values.usesWorkloadIdentity()) {
      // without a key, the URLs of downloads are signed by an API
      permissions.add("iam.serviceAccounts.signBlob");
    }
    return lines(
        "gcloud iam roles create " + GOOGLE_ROLE,
        "--project " + quoted(values.project()),
        "--title 'Velero Server'",
        "--permissions " + String.join(",", permissions));
  }

  static String googleBindRole(SetupValues values) {
    return lines(
        "gcloud projects add-iam-policy-binding " + quoted(values.project()),
        "--member " + ShellQuoting.of("serviceAccount:" + googleEmail(values)),
        "--role " + ShellQuoting.of("projects/" + values.project() + "/roles/" + GOOGLE_ROLE));
  }

  /** Returns the command that grants access to the bucket. */
  static String googleBindBucket(SetupValues values) {
    return "gsutil iam ch "
        + ShellQuoting.of("serviceAccount:" + googleEmail(values) + ":objectAdmin")
        + " "
        + ShellQuoting.of("gs://" + values.bucket());
  }

  /** Returns the command that creates a key and writes it to the credentials file. */
  static String googleKey(SetupValues values) {
    return lines(
        "gcloud iam service-accounts keys create " + CREDENTIALS_FILE,
        "--iam-account " + ShellQuoting.of(googleEmail(values)));
  }

  /** Returns the command that lets Velero's service account act as that of Google. */
  static String googleWorkloadIdentity(SetupValues values, String namespace) {
    return lines(
        "gcloud iam service-accounts add-iam-policy-binding "
            + ShellQuoting.of(googleEmail(values)),
        "--project " + quoted(values.project()),
        "--role roles/iam.workloadIdentityUser",
        "--member "
            + ShellQuoting.of(
                "serviceAccount:%s.svc.id.goog[%s/velero]".formatted(values.project(), namespace)));
  }

  /** Returns the command that configures the client of MinIO. It asks for the keys. */
  static String s3Alias(SetupValues values) {
    return "mc alias set " + ALIAS + " " + quoted(values.endpoint());
  }

  static String s3Bucket(SetupValues values) {
    return "mc mb " + ShellQuoting.of(ALIAS + "/" + values.bucket());
  }

  /** Returns the command that creates the user. It asks for the secret key. */
  static String s3User(SetupValues values) {
    return "mc admin user add " + ALIAS + " " + quoted(values.account());
  }

  static String s3AttachPolicy(SetupValues values) {
    return "mc admin policy create "
        + ALIAS
        + " velero-policy velero-policy.json\nmc admin policy attach "
        + ALIAS
        + " velero-policy --user "
        + quoted(values.account());
  }

  /** Returns the command that asks for the secret key and writes the credentials file. */
  static String s3CredentialsFile(SetupValues values) {
    return """
    (umask 077
    read -r -s -p 'Secret key: ' secret
    printf '[default]\\naws_access_key_id=%%s\\naws_secret_access_key=%%s\\n' %s "$secret" \\
      > %s)\
    """
        .formatted(quoted(values.account()), CREDENTIALS_FILE);
  }

  static String removeCredentialsFile() {
    return "rm " + CREDENTIALS_FILE;
  }

  static String awsInstall(SetupValues values, String namespace) {
    List<String> lines = install("aws", values, namespace);
    lines.add("--backup-location-config " + ShellQuoting.of("region=" + values.region()));
    lines.add("--snapshot-location-config " + ShellQuoting.of("region=" + values.region()));
    lines.add("--secret-file " + CREDENTIALS_FILE);
    return finished(lines, values);
  }

  static String googleInstall(SetupValues values, String namespace) {
    List<String> lines = install("gcp", values, namespace);
    if (values.usesWorkloadIdentity()) {
      lines.add("--no-secret");
      lines.add(
          "--sa-annotations "
              + ShellQuoting.of("iam.gke.io/gcp-service-account=" + googleEmail(values)));
      lines.add(
          "--backup-location-config " + ShellQuoting.of("serviceAccount=" + googleEmail(values)));
    } else {
      lines.add("--secret-file " + CREDENTIALS_FILE);
    }
    return finished(lines, values);
  }

  static String s3Install(SetupValues values, String namespace) {
    List<String> lines = install("aws", values, namespace);
    lines.add("--secret-file " + CREDENTIALS_FILE);
    lines.add("--use-volume-snapshots=false");
    if (Boolean.TRUE.equals(values.privateCa())) {
      lines.add("--cacert ./ca.pem");
    }
    lines.add(
        "--backup-location-config "
            + ShellQuoting.of(
                "region=" + values.region() + ",s3ForcePathStyle=true,s3Url=" + values.endpoint()));
    return finished(lines, values);
  }

  private static List<String> install(String plugin, SetupValues values, String namespace) {
    List<String> lines = new ArrayList<>();
    lines.add("velero install");
    if (!namespace.equals("velero")) {
      lines.add("--namespace " + ShellQuoting.of(namespace));
    }
    lines.add("--provider " + plugin);
    lines.add("--plugins " + VeleroRelease.of(text(values.velero())).pluginImage(plugin));
    lines.add("--bucket " + quoted(values.bucket()));
    return lines;
  }

  private static String finished(List<String> lines, SetupValues values) {
    lines.addAll(VeleroRelease.of(text(values.velero())).fileBackupOptions());
    lines.add("--wait");
    return lines(lines);
  }

  /** Returns the command that adds the plugin to an installed Velero. */
  static String addPlugin(String plugin, SetupValues values, String namespace) {
    return "velero plugin add "
        + VeleroRelease.of(text(values.velero())).pluginImage(plugin)
        + " --namespace "
        + ShellQuoting.of(namespace);
  }

  static String pods(String namespace) {
    return "kubectl get pods --output wide --namespace " + ShellQuoting.of(namespace);
  }

  private static String quoted(@Nullable String value) {
    return ShellQuoting.of(text(value));
  }

  private static String lines(String... lines) {
    return lines(List.of(lines));
  }

  private static String lines(List<String> lines) {
    return String.join(" \\\n  ", lines);
  }
}
