/**
 * A generator for Spring Boot: a bean of the model that {@code wgan.model} names, its health and
 * its metrics. Start from {@link dev.wgan.spring.WganProperties}.
 */
@NullMarked
package dev.wgan.spring;

import org.jspecify.annotations.NullMarked;
