package dev.signalbox.backupstorage.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.storage.StorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the set-up, word for word. */
class SetupCommandsTests {

  @Test
  void createsABucketInARegion() {
    assertThat(SetupCommands.awsBucket(aws("eu-west-1", "1.6")))
        .isEqualTo(
            """
            aws s3api create-bucket \\
              --bucket acme-ci-snapshots \\
              --region eu-west-1 \\
              --create-bucket-configuration LocationConstraint=eu-west-1\
            """);
  }

  @Test
  void createsABucketInTheFirstRegionWithoutAConstraint() {
    assertThat(SetupCommands.awsBucket(aws("us-east-1", "1.6")))
        .isEqualTo(
            """
            aws s3api create-bucket \\
              --bucket acme-ci-snapshots \\
              --region us-east-1\
            """);
  }

  @Test
  void allowsTheSnapshotsAndTheBucket() {
    JsonNode policy = JsonMapper.shared().readTree(BucketPolicy.aws(aws("eu-west-1", "1.6")));

    assertThat(policy.at("/Statement/0/Action").valueStream().map(JsonNode::asString))
        .containsExactly(
            "ec2:DescribeVolumes",
            "ec2:DescribeSnapshots",
            "ec2:CreateTags",
            "ec2:CreateVolume",
            "ec2:CreateSnapshot",
            "ec2:DeleteSnapshot");
    assertThat(policy.at("/Statement/1/Action").valueStream().map(JsonNode::asString))
        .containsExactly(
            "s3:GetObject",
            "s3:DeleteObject",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts");
    assertThat(policy.at("/Statement/1/Resource/0").asString())
        .isEqualTo("arn:aws:s3:::acme-ci-snapshots/*");
    assertThat(policy.at("/Statement/2/Action/0").asString()).isEqualTo("s3:ListBucket");
    assertThat(policy.at("/Statement/2/Resource/0").asString())
        .isEqualTo("arn:aws:s3:::acme-ci-snapshots");
  }

  @Test
  void namesThePartitionOfTheRegion() {
    assertThat(BucketPolicy.aws(aws("us-gov-west-1", "1.6"))).contains("arn:aws-us-gov:s3:::");
    assertThat(BucketPolicy.aws(aws("cn-north-1", "1.6"))).contains("arn:aws-cn:s3:::");
  }

  @Test
  void writesThePolicyWithoutExpandingIt() {
    assertThat(SetupCommands.policyFile("{}"))
        .isEqualTo("cat > velero-policy.json <<'EOF'\n{}\nEOF");
  }

  @Test
  void writesTheAccessKeyToAFileThatOthersCannotRead() {
    assertThat(SetupCommands.awsAccessKey(aws("eu-west-1", "1.6")))
        .isEqualTo(
            """
            (umask 077
            aws iam create-access-key --user-name velero \\
              --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text \\
              | while read -r id secret; do
                  printf '[default]\\naws_access_key_id=%s\\naws_secret_access_key=%s\\n' "$id" "$secret"
                done > ./credentials-velero)\
            """);
  }

  @Test
  void installsVeleroOfTheGuide() {
    assertThat(SetupCommands.awsInstall(aws("eu-west-1", "1.6"), "velero"))
        .isEqualTo(
            """
            velero install \\
              --provider aws \\
              --plugins velero/velero-plugin-for-aws:v1.2.0 \\
              --bucket acme-ci-snapshots \\
              --backup-location-config region=eu-west-1 \\
              --snapshot-location-config region=eu-west-1 \\
              --secret-file ./credentials-velero \\
              --use-restic \\
              --wait\
            """);
  }

  @Test
  void installsVeleroInAnotherNamespaceWithNodeAgents() {
    assertThat(SetupCommands.awsInstall(aws("eu-west-1", "1.14"), "backup"))
        .contains(
            "--namespace backup",
            "velero/velero-plugin-for-aws:v1.10.0",
            "--use-node-agent \\\n  --uploader-type kopia")
        .doesNotContain("restic");
  }

  @ParameterizedTest
  @CsvSource({
    "1.6,v1.2.0,--use-restic",
    "1.9,v1.5.0,--use-restic",
    "1.10,v1.6.0,--use-node-agent",
    "1.12,v1.8.0,--use-node-agent",
    "1.18,v1.14.0,--use-node-agent"
  })
  void matchesPluginAndFlagToTheVersion(String version, String plugin, String flag) {
    VeleroRelease release = VeleroRelease.of(version);

    assertThat(release.pluginImage("gcp")).isEqualTo("velero/velero-plugin-for-gcp:" + plugin);
    assertThat(release.fileBackupOptions()).contains(flag);
  }

  @Test
  void readsTheInstalledVersion() {
    assertThat(VeleroRelease.of("v1.9.7").name()).isEqualTo("1.9");
    assertThat(VeleroRelease.of("v1.21.0").name()).isEqualTo("1.18");
    assertThat(VeleroRelease.of("main")).isEqualTo(VeleroRelease.DEFAULT);
  }

  @Test
  void separatesThePermissionsOfGoogleWithCommas() {
    assertThat(SetupCommands.googleRole(gcp("key")))
        .isEqualTo(
            """
            gcloud iam roles create velero.server \\
              --project acme-prod \\
              --title 'Velero Server' \\
              --permissions compute.disks.get,compute.disks.create,compute.disks.createSnapshot,\
            compute.projects.get,compute.snapshots.get,compute.snapshots.create,\
            compute.snapshots.useReadOnly,compute.snapshots.delete,compute.zones.get\
            """);
  }

  @Test
  void installsWithAKeyFileOfGoogle() {
    assertThat(SetupCommands.googleInstall(gcp("key"), "velero"))
        .isEqualTo(
            """
            velero install \\
              --provider gcp \\
              --plugins velero/velero-plugin-for-gcp:v1.5.0 \\
              --bucket acme_ci \\
              --secret-file ./credentials-velero \\
              --use-restic \\
              --wait\
            """);
  }

  @Test
  void installsWithWorkloadIdentity() {
    SetupValues values = gcp("workload");

    assertThat(SetupCommands.googleInstall(values, "velero"))
        .contains(
            "--no-secret",
            "--sa-annotations"
                + " iam.gke.io/gcp-service-account=velero@acme-prod.iam.gserviceaccount.com",
            "--backup-location-config" + " serviceAccount=velero@acme-prod.iam.gserviceaccount.com")
        .doesNotContain("--secret-file");
    assertThat(SetupCommands.googleRole(values)).contains("iam.serviceAccounts.signBlob");
    assertThat(SetupCommands.googleWorkloadIdentity(values, "velero"))
        .contains(
            "--role roles/iam.workloadIdentityUser",
            "--member 'serviceAccount:acme-prod.svc.id.goog[velero/velero]'");
  }

  @Test
  void installsWithACompatibleStore() {
    assertThat(SetupCommands.s3Install(s3(true), "velero"))
        .isEqualTo(
            """
            velero install \\
              --provider aws \\
              --plugins velero/velero-plugin-for-aws:v1.10.0 \\
              --bucket acme-ci-snapshots \\
              --secret-file ./credentials-velero \\
              --use-volume-snapshots=false \\
              --cacert ./ca.pem \\
              --backup-location-config \
            region=minio,s3ForcePathStyle=true,s3Url=https://minio.acme.example:9000 \\
              --use-node-agent \\
              --uploader-type kopia \\
              --wait\
            """);
    assertThat(SetupCommands.s3AttachPolicy(s3(false)))
        .isEqualTo(
            "mc admin policy create my-provider velero-policy velero-policy.json\n"
                + "mc admin policy attach my-provider velero-policy --user velero");
  }

  @Test
  void printsPlaceholdersInsteadOfInvalidValues() {
    SetupValues hostile =
        new SetupValues("x;rm -rf /", "$(id)", null, "a'b", null, null, "1.14", null)
            .withDefaults(StorageProvider.AWS, null, "");

    assertThat(hostile.problems(StorageProvider.AWS))
        .containsOnlyKeys("bucket", "region", "account");
    assertThat(
            SetupCommands.awsInstall(hostile.completed(StorageProvider.AWS), "velero")
                + BucketPolicy.aws(hostile.completed(StorageProvider.AWS))
                + SetupCommands.awsUser(hostile.completed(StorageProvider.AWS)))
        .contains("YOUR_BUCKET", "YOUR_REGION")
        .doesNotContain("rm -rf", "$(id)", "a'b");
  }

  private static SetupValues aws(String region, String version) {
    return new SetupValues("acme-ci-snapshots", region, "", "velero", "", "key", version, false);
  }

  private static SetupValues gcp(String auth) {
    return new SetupValues("acme_ci", "", "acme-prod", "velero", "", auth, "1.9", false);
  }

  private static SetupValues s3(boolean privateCa) {
    return new SetupValues(
        "acme-ci-snapshots",
        "minio",
        "",
        "velero",
        "https://minio.acme.example:9000",
        "key",
        "1.14",
        privateCa);
  }
}
