package dev.signalbox.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Rejects text that violates the {@link TextPolicy}, and times that PostgreSQL cannot store. */
final class RequestJsonModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  RequestJsonModule() {
    addDeserializer(String.class, new ValidText());
    addDeserializer(Instant.class, new ValidTime());
  }

  private static final class ValidText extends StdScalarDeserializer<String> {

    ValidText() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
      @Nullable String text = StringDeserializer.instance.deserialize(parser, context);
      if (text != null && !TextPolicy.isValid(text)) {
        throw new InvalidTextException("");
      }
      return text;
    }
  }

  private static final class ValidTime extends StdScalarDeserializer<Instant> {

    ValidTime() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
      @Nullable Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
      if (time != null && !StorableTime.covers(time)) {
        throw context.weirdStringException(time.toString(), Instant.class, "out of range");
      }
      return time;
    }
  }
}
