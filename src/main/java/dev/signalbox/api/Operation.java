package dev.signalbox.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/** One route of the API with the handler behind it, which tells everything about it. */
record Operation(String path, RequestMethod method, HandlerMethod handler, ApiOperation words) {

  static Operation of(String path, RequestMethod method, HandlerMethod handler) {
    ApiOperation words = handler.getMethodAnnotation(ApiOperation.class);
    if (words == null) {
      throw new IllegalStateException(method + " " + path + " lacks an @ApiOperation.");
    }
    return new Operation(path, method, handler, words);
  }

  /** The thing it is about: the word after the version. */
  String thing() {
    // a thing as a file is the same thing
    return path.split("/", -1)[3].replace(".{ending}", "");
  }

  /** A name for generated clients: {@code Give a role} becomes {@code giveARole}. */
  String id() {
    String camel =
        Pattern.compile("[^A-Za-z0-9]+(.)")
            .matcher(words.value())
            .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    return camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
  }

  boolean repeatable() {
    return method == RequestMethod.POST;
  }

  /** The variables of the path. */
  Stream<Parameter> pathVariables() {
    return parameters().filter(parameter -> parameter.isAnnotationPresent(PathVariable.class));
  }

  /** The record that the query is read into. */
  Optional<Class<?>> query() {
    return parameters()
        .filter(parameter -> parameter.isAnnotationPresent(ModelAttribute.class))
        .<Class<?>>map(Parameter::getType)
        .findFirst();
  }

  /** The record that the body is read into. */
  Optional<Class<?>> body() {
    return parameters()
        .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
        .<Class<?>>map(Parameter::getType)
        .findFirst();
  }

  /** What it answers, or nothing. */
  Optional<ResolvableType> answer() {
    ResolvableType type = ResolvableType.forMethodReturnType(handler.getMethod());
    ResolvableType body = type.resolve() == ResponseEntity.class ? type.getGeneric(0) : type;
    return body.resolve() == void.class ? Optional.empty() : Optional.of(body);
  }

  HttpStatus status() {
    AnnotatedElement method = handler.getMethod();
    ResponseStatus status =
        AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
    return status == null ? HttpStatus.OK : status.code();
  }

  private Stream<Parameter> parameters() {
    return Arrays.stream(handler.getMethod().getParameters());
  }
}
