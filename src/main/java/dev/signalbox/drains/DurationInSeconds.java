package dev.signalbox.drains;

import jakarta.persistence.AttributeConverter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stores a duration as a number of seconds. */
public class DurationInSeconds implements AttributeConverter<@Nullable Duration, @Nullable Long> {

  @Override
  public @Nullable Long convertToDatabaseColumn(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  @Override
  public @Nullable Duration convertToEntityAttribute(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
