/**
 * What every package needs of files, each said once: {@link io.github.mnistfit.io.AtomicFile}
 * writes one that appears whole or not at all, {@link io.github.mnistfit.io.CacheFolder} finds the
 * folder for what can be made again, {@link io.github.mnistfit.io.PrivateFolder} is where code may
 * be loaded from, {@link io.github.mnistfit.io.Sha256} makes checksums. Every package may use it;
 * it uses none.
 */
package io.github.mnistfit.io;
