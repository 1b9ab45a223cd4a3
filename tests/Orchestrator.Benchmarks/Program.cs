using Orchestrator.Benchmarks;
using Orchestrator.Benchmarks.Workloads;

try
{
    var arguments = Arguments.Read(args);
    var report = arguments.Workload switch
    {
        "w1" => await FourTasks.Run(arguments),
        "ceiling" => await Ceiling.Run(arguments),
        "w2" => await Votes.Run(arguments),
        "w3" => await Returns.Run(arguments),
        "w4" => await Inbox.Run(arguments),
        "w5" => await Visible.Run(arguments),
        "w6" => await Roster.Run(arguments),
        "w7" => await TimerStorm.Run(arguments),
        "w8" => await ClaimRace.Run(arguments, claim: false),
        "w8-claim" => await ClaimRace.Run(arguments, claim: true),
        "w10" => await ColdStart.Run(arguments),
        "w11" => await Overload.Run(arguments),
        "w12" => await Moving.Run(arguments),
        "w13" => await Messages.Run(arguments),
        var other => throw new ArgumentException($"Unknown workload '{other}'. Known: w1, w2, w3, w4, w5, w6, w7, w8, w8-claim, w10, w11, w12, w13, ceiling.\n{Arguments.Usage}"),
    };
    Console.WriteLine(report.ToJson());
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
