using Orchestrator.Benchmarks;
using Orchestrator.Benchmarks.Workloads;

try
{
    var arguments = Arguments.Read(args);
    var report = arguments.Workload switch
    {
        "w1" => await FourTasks.Run(arguments),
        "ceiling" => await Ceiling.Run(arguments),
        var other => throw new ArgumentException($"Unknown workload '{other}'. Known: w1, ceiling.\n{Arguments.Usage}"),
    };
    Console.WriteLine(report.ToJson());
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
