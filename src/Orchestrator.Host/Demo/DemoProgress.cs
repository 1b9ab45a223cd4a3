using Orchestrator.Host.Identity;

namespace Orchestrator.Host.Demo;

/// <summary>How far the demonstration's history has been played; every session shows it.</summary>
public sealed class DemoProgress
{
    private volatile DemoDocument _state = new(0, "正在准备演示数据");

    public bool Done { get; private set; }

    public DemoDocument State => _state;

    public void Reached(double share, string message) => _state = new DemoDocument(Math.Clamp(share, 0, 0.999), message);

    public void Finish()
    {
        Done = true;
        _state = new DemoDocument(1, "演示数据，人物、单位均为虚构");
    }

    public void Fail(string message) => _state = _state with { Message = message };
}
