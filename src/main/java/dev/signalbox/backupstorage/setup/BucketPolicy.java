package dev.signalbox.backupstorage.setup;

import static dev.signalbox.backupstorage.setup.SetupValues.text;

/** The policies that allow Velero to use a bucket, and the snapshots of EBS volumes. */
final class BucketPolicy {

  private BucketPolicy() {}

  /** Returns the IAM policy. */
  static String aws(SetupValues values) {
    String bucket = "arn:" + partition(text(values.region())) + ":s3:::" + values.bucket();
    return """
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": [
            "ec2:DescribeVolumes",
            "ec2:DescribeSnapshots",
            "ec2:CreateTags",
            "ec2:CreateVolume",
            "ec2:CreateSnapshot",
            "ec2:DeleteSnapshot"
          ],
          "Resource": "*"
        },
        {
          "Effect": "Allow",
          "Action": [
            "s3:GetObject",
            "s3:DeleteObject",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts"
          ],
          "Resource": [
            "%s/*"
          ]
        },
        {
          "Effect": "Allow",
          "Action": [
            "s3:ListBucket"
          ],
          "Resource": [
            "%s"
          ]
        }
      ]
    }\
    """
        .formatted(bucket, bucket);
  }

  private static String partition(String region) {
    if (region.startsWith("us-gov-")) {
      return "aws-us-gov";
    }
    return region.startsWith("cn-") ? "aws-cn" : "aws";
  }

  /** Returns the policy of the user. */
  static String s3(SetupValues values) {
    return """
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": [
            "s3:GetObject",
            "s3:DeleteObject",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts"
          ],
          "Resource": [
            "arn:aws:s3:::%s/*"
          ]
        },
        {
          "Effect": "Allow",
          "Action": [
            "s3:GetBucketLocation",
            "s3:ListBucket"
          ],
          "Resource": [
            "arn:aws:s3:::%s"
          ]
        }
      ]
    }\
    """
        .formatted(values.bucket(), values.bucket());
  }
}
