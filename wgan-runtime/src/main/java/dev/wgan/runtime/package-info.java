/**
 * Samples an ONNX generator inside any JVM application; ONNX Runtime is the one dependency.
 *
 * <p>Start with {@link dev.wgan.runtime.Generator}: it loads a model and draws {@link
 * dev.wgan.runtime.Samples}. Models that enlarge pictures or fill holes in them are loaded by
 * {@link dev.wgan.runtime.Upscaler} and {@link dev.wgan.runtime.Inpainter}. Sample {@code i} of
 * seed {@code s} is a pure function of the model, {@code s} and {@code i}; {@link
 * dev.wgan.noise.Noise} specifies how its latent is made.
 *
 * <p>Public types are the API. All other types are internal, and one of these groups:
 *
 * <table>
 * <caption>The types of the package</caption>
 * <tr><th>group</th><th>what happens there</th><th>types, in the order of a call</th></tr>
 * <tr><td>API: load and sample</td>
 *   <td>what an application calls</td>
 *   <td>{@code Generator}, {@code GeneratorOptions}, {@code ExecutionProvider}, {@code
 *   SampleRequest}, {@code Samples}, {@code Sampler}, {@code BatchingGenerator}, {@code
 *   BatchingOptions}, {@code ReloadableGenerator}, {@code LoadedModel}</td></tr>
 * <tr><td>API: pictures from pictures</td>
 *   <td>photographs are enlarged, and their holes filled</td>
 *   <td>{@code Upscaler}, {@code Inpainter}, {@code ImageOptions}, {@code TileListener}</td></tr>
 * <tr><td>API: describe</td>
 *   <td>the description of a loaded model</td>
 *   <td>{@code ModelInfo}, {@code ModelTask}, {@code ModelInput}, {@code NativeType}, {@code ModelOutput}, {@code SampleKind}, {@code
 *   ImageLayout}, {@code ValueRange}, {@code Standardisation}, {@code Batching}, {@code
 *   ActiveProvider}, {@code SelfTestResult}</td></tr>
 * <tr><td>API: observe</td>
 *   <td>what calls cost and how they ended</td>
 *   <td>{@code SamplingListener}, {@code SamplingEvent}, {@code SamplingOutcome}, {@code
 *   GeneratorStats}</td></tr>
 * <tr><td>API: values and files</td>
 *   <td>arrays, pictures, arithmetic on latents, checks of a model</td>
 *   <td>{@code TensorData}, {@code Npy}, {@code ImageRenderer}, {@code AudioClip}, {@code
 *   AudioRenderer}, {@code Video}, {@code VideoRenderer}, {@code Latents}, {@code ModelChecks}</td></tr>
 * <tr><td>API: failures</td>
 *   <td>one sentence each, typed by what to do about them</td>
 *   <td>{@code GeneratorException} and its subtypes; {@code Setting} and {@code SettingNames} for
 *   programs that call settings by names of their own</td></tr>
 * <tr><td>One call</td>
 *   <td>a request becomes native runs, chunk by chunk, and arrays</td>
 *   <td>{@code GeneratorCore}, {@code SamplingCall}, {@code RequestInputs}, {@code GivenInput},
 *   {@code RequestedLabels}, {@code ClassNames}, {@code RandomSeeds}, {@code SharedRun}, {@code
 *   ChunkedRun}, {@code SessionWorkerPool}, {@code SessionWorker}, {@code BoundBuffers}, {@code GeneratorThreads},
 *   {@code DaemonExecutor}, {@code DaemonThreads}, {@code PendingSamples}, {@code FoundOutput},
 *   {@code FoundSamples}, {@code RowSelection}, {@code FiniteCheck}, {@code ResultArrays}, {@code SampleOrigin}, {@code
 *   CallStatistics}, {@code CallFailures}</td></tr>
 * <tr><td>Files of samples</td>
 *   <td>sounds, films and rows of tables are written</td>
 *   <td>{@code PcmWav}, {@code GifFile}, {@code TableFile}</td></tr>
 * <tr><td>Batching</td>
 *   <td>small requests are gathered and run together</td>
 *   <td>{@code QueuedRequest}, {@code GatheredRequests}</td></tr>
 * <tr><td>One picture</td>
 *   <td>a picture is cut into tiles, which are computed and put together</td>
 *   <td>{@code ImageModel}, {@code ImageModelFacts}, {@code TileGrid}, {@code Tile}, {@code
 *   TileRun}, {@code TileBuffers}, {@code TilePainter}, {@code UpscalePainter}, {@code
 *   InpaintPainter}, {@code TileNetwork}, {@code TileProgress}, {@code PixelRows}, {@code
 *   HoleRows}, {@code CubicAlpha}, {@code PictureOrientation}, {@code PictureFormat}, {@code
 *   ImageSelfTest}</td></tr>
 * <tr><td>Picture files</td>
 *   <td>photographs are read with their orientation and profile, and written strip by strip</td>
 *   <td>{@code PictureFile}, {@code PictureTags}, {@code PictureWriter}, {@code PngRows}, {@code
 *   JpegFile}</td></tr>
 * <tr><td>Stopping</td>
 *   <td>deadlines, interrupts, closing under load, the end of the JVM</td>
 *   <td>{@code StopSignal}, {@code RunStopSwitch}, {@code Watchdog}, {@code InFlightGuard}, {@code
 *   LeakGuard}, {@code LoadLimit}, {@code ShutdownGuard}, {@code OtherShutdownHooks}, {@code
 *   EnvironmentHold}</td></tr>
 * <tr><td>Loading</td>
 *   <td>bytes become a checked model and a session</td>
 *   <td>{@code Pretrained}, {@code ModelSource}, {@code ForeignFormat}, {@code NewerVersion},
 *   {@code ModelDigest}, {@code ExternalData}, {@code ExternalFile}, {@code TensorSplice}, {@code
 *   LentWeights}, {@code ModelSession}, {@code SessionSettings}, {@code ProviderBackend}, {@code CpuBackend}, {@code CudaBackend}, {@code NativeRuntime}, {@code
 *   NativePlatform}, {@code NativeLoadFailure}, {@code UnpackedLibraries}, {@code SelfTest}, {@code
 *   SelfTestTolerance}</td></tr>
 * <tr><td>Inspecting</td>
 *   <td>metadata, options and graph become a description of how to sample</td>
 *   <td>{@code Metadata}, {@code ModelInspector}, {@code InputGuess}, {@code BatchRule}, {@code
 *   OutputInspector}, {@code RangeGuess}, {@code ImageDims}, {@code GraphPort}, {@code
 *   ModelLayout}</td></tr>
 * <tr><td>Reading the graph</td>
 *   <td>an ONNX file's structure, before ONNX Runtime sees it</td>
 *   <td>{@code OnnxFile}, {@code OnnxReader}, {@code OnnxGraph}, {@code OnnxNode}, {@code
 *   OnnxAttribute}, {@code OnnxFunction}, {@code GraphValue}, {@code StoredTensor}, {@code
 *   WireReader}, {@code ElementTypes}, {@code HalfFloat}</td></tr>
 * <tr><td>Bits and batches</td>
 *   <td>whether a sample's bits depend on its batch</td>
 *   <td>{@code BatchTracing}, {@code TracedNode}, {@code TracedValue}, {@code BatchRules}, {@code
 *   MovementRules}, {@code ProductRules}, {@code BatchFinding}</td></tr>
 * <tr><td>Guarding: facts</td>
 *   <td>graphs whose divisions or constants would end the process are refused</td>
 *   <td>{@code GraphGuard}, {@code AttributeRules}, {@code ConstantRules}, {@code DivisorRules},
 *   {@code RankRules}, {@code SettingRules}, {@code ContributedOperators}, {@code NgramRules}, {@code FactWalk}, {@code FactScope}, {@code FactRules},
 *   {@code ValueFact}, {@code Extent}, {@code IntegerBounds}, {@code DimProduct}</td></tr>
 * <tr><td>Guarding: forms</td>
 *   <td>the dimensions of values are followed to nodes that would end the process on them; a form
 *   is what is known of a value's dimensions</td>
 *   <td>{@code FormTracing}, {@code FormScope}, {@code FormNode}, {@code ValueForm}, {@code
 *   FormRules} and the {@code …Forms} of each family of operators, {@code Slice}, {@code
 *   SizeRules}, {@code SizeCheck}, {@code SizeFindings}, {@code RunSizes}</td></tr>
 * <tr><td>Files and memory</td>
 *   <td>.npy, names of files, arrays and buffers that may not fit</td>
 *   <td>{@code NpyHeader}, {@code NpyDictionary}, {@code FileNames}, {@code HeapArrays}, {@code
 *   HeapReserve}, {@code NativeMemory}, {@code Shapes}</td></tr>
 * <tr><td>Words</td>
 *   <td>arguments, sentences, warnings</td>
 *   <td>{@code Arguments}, {@code FailureSentence}, {@code Messages}, {@code
 *   WarningLog}</td></tr>
 * </table>
 */
@NullMarked
package dev.wgan.runtime;

import org.jspecify.annotations.NullMarked;
