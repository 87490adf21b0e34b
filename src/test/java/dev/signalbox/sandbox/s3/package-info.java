/** An S3 server for the sandbox and tests. */
@NullMarked
package dev.signalbox.sandbox.s3;

import org.jspecify.annotations.NullMarked;
