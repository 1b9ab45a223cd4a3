using System.Collections.Frozen;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Why something of the format is refused, and what to use instead.</summary>
internal sealed record Refused(string En, string Zh);

/// <summary>What the format knows and this engine refuses: each by name, when the document is read, with what to use
/// instead. Nothing of this list is ever ignored.</summary>
internal static class Unsupported
{
    private static readonly Refused Outgoing = new(
        "the engine calls nobody by HTTP; use Orchestrator.SendMessage or Orchestrator.Command",
        "引擎不直接发起 HTTP 请求，请改用 Orchestrator.SendMessage 或 Orchestrator.Command");

    private static readonly Refused Endpoint = new(
        "an instance begins by a command of a known person, an event or a schedule; use Elsa.Event, Elsa.Timer, Elsa.Cron or Elsa.StartAt",
        "流程只能由已登录人员的操作、事件或定时启动，请改用 Elsa.Event、Elsa.Timer、Elsa.Cron 或 Elsa.StartAt");

    private static readonly Refused Script = new("only JavaScript runs here; use Elsa.RunJavaScript", "此处只运行 JavaScript，请改用 Elsa.RunJavaScript");

    private static readonly Refused Moment = new("use new Date(), now() and the calendar functions", "请改用 new Date()、now() 和日历函数");

    /// <summary>Activity types of the format that are refused.</summary>
    public static readonly FrozenDictionary<string, Refused> Activities = new Dictionary<string, Refused>
    {
        ["Elsa.HttpEndpoint"] = Endpoint,
        ["Elsa.WriteHttpResponse"] = Endpoint,
        ["Elsa.WriteFileHttpResponse"] = Endpoint,
        ["Elsa.SendHttpRequest"] = Outgoing,
        ["Elsa.FlowSendHttpRequest"] = Outgoing,
        ["Elsa.DownloadHttpFile"] = Outgoing,
        ["Elsa.SendEmail"] = new("use Orchestrator.SendMessage", "请改用 Orchestrator.SendMessage"),
        ["Elsa.RunCSharp"] = Script,
        ["Elsa.RunPython"] = Script,
        ["Elsa.ReadLine"] = new("there is no console; use Elsa.RunTask or Orchestrator.HumanTask", "没有控制台，请改用 Elsa.RunTask 或 Orchestrator.HumanTask"),
        ["Elsa.NotFoundActivity"] = new(
            "it stands for an activity that was missing when the document was exported; put the activity itself there",
            "它是导出时缺失活动的占位，请换成活动本身"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Types of expressions that are refused.</summary>
    public static readonly FrozenDictionary<string, Refused> Expressions = new Dictionary<string, Refused>
    {
        ["CSharp"] = new("use JavaScript", "请改用 JavaScript"),
        ["Liquid"] = new("use JavaScript with a template literal", "请改用 JavaScript 的模板字符串"),
        ["Python"] = new("use JavaScript", "请改用 JavaScript"),
        ["Secret"] = new("secrets do not belong into definitions; let a service do it by Orchestrator.Command", "流程定义中不存放密钥，请用 Orchestrator.Command 交由服务处理"),
        ["Delegate"] = new("it stands for code that is not in the document; use JavaScript", "它指向文件之外的程序代码，请改用 JavaScript"),
        ["Output"] = new("bind the output to a variable and use that, or use getOutputFrom in JavaScript", "请把输出绑定到变量，或在 JavaScript 中使用 getOutputFrom"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names that scripts may use in the format and that are refused.</summary>
    public static readonly FrozenDictionary<string, Refused> ScriptNames = new Dictionary<string, Refused>
    {
        ["getConfig"] = new("definitions do not read the configuration; give the value as an input", "流程定义不能读取系统配置，请作为输入传入"),
        ["DateTime"] = Moment,
        ["DateTimeOffset"] = Moment,
        ["TimeSpan"] = new("use a text such as '00:30:00' or 'PT30M'", "请改用“00:30:00”或“PT30M”这样的文本"),
        ["Guid"] = new("use newGuid() or parseGuid()", "请改用 newGuid() 或 parseGuid()"),
        ["Random"] = new("a step must be repeatable; use newGuid() for ids", "步骤必须可重复执行，需要编号时请用 newGuid()"),
        ["streamToBytes"] = new("there are no streams; use bytesFromString or bytesFromBase64", "没有流对象，请改用 bytesFromString 或 bytesFromBase64"),
        ["streamToBase64"] = new("there are no streams; use bytesToBase64", "没有流对象，请改用 bytesToBase64"),
        ["_"] = new("lodash is not there; arrays have map, filter, find, reduce …", "没有 lodash，请使用数组自带的 map、filter、find、reduce 等方法"),
        ["moment"] = new("moment is not there; use Date and the calendar functions", "没有 moment，请改用 Date 和日历函数"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Activity(string type, string? missing, string path, Problems problems)
    {
        var refused = Activities[type];
        var named = missing is null ? type : $"{type} ({missing})";
        problems.Error(path, $"Activity '{named}' is not supported: {refused.En}.", $"不支持活动“{named}”：{refused.Zh}。");
    }

    public static (string En, string Zh) Expression(string type) => Expressions.GetValueOrDefault(type) is { } refused
        ? ($"Expressions of type '{type}' are not supported: {refused.En}.", $"不支持“{type}”类型的表达式：{refused.Zh}。")
        : ($"Unknown type of expression '{type}'; types are Literal, Object, Variable, Input and JavaScript.",
            $"未知的表达式类型“{type}”，可用类型：Literal、Object、Variable、Input、JavaScript。");

    public static (string En, string Zh) ScriptName(string name) => ScriptNames.GetValueOrDefault(name) is { } refused
        ? ($"The script uses '{name}', which is not supported: {refused.En}.", $"脚本使用了不支持的“{name}”：{refused.Zh}。")
        : ($"The script uses '{name}', which does not exist.", $"脚本使用了不存在的名称“{name}”。");
}
