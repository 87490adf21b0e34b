package dev.signalbox.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
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

/** A route of the API with its handler, from which it is documented. */
record ApiRoute(
    String path, RequestMethod method, HandlerMethod handler, ApiOperation documentation) {

  static ApiRoute of(String path, RequestMethod method, HandlerMethod handler) {
    ApiOperation operation = handler.getMethodAnnotation(ApiOperation.class);
    if (operation == null) {
      throw new IllegalStateException(method + " " + path + " lacks an @ApiOperation.");
    }
    return new ApiRoute(path, method, handler, operation);
  }

  /** The resource: the path segment after the version. */
  String resource() {
    // a file export belongs to the same resource
    return path.split("/", -1)[3].replace(".{ending}", "");
  }

  boolean acceptsIdempotencyKey() {
    return method == RequestMethod.POST;
  }

  /** The path variables. */
  Stream<Parameter> pathVariables() {
    return parameters().filter(parameter -> parameter.isAnnotationPresent(PathVariable.class));
  }

  /** The record of the query parameters. */
  Optional<Class<?>> query() {
    return parameters()
        .filter(parameter -> parameter.isAnnotationPresent(ModelAttribute.class))
        .<Class<?>>map(Parameter::getType)
        .findFirst();
  }

  /** The record of the request body. */
  Optional<Class<?>> body() {
    return parameters()
        .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
        .<Class<?>>map(Parameter::getType)
        .findFirst();
  }

  /** The type of the response body, or empty. */
  Optional<ResolvableType> responseType() {
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
