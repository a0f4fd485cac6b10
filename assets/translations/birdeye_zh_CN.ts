<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Birdeye</source>
        <translation>关于 Birdeye</translation>
    </message>
    <message>
        <source>Tells which birds are in your photos, on your own computer.</source>
        <translation>在您自己的电脑上，认出照片里的鸟。</translation>
    </message>
    <message>
        <source>Birdeye is released under the MIT licence. It is built with Qt and PySide6 under the LGPL, ONNX Runtime, NumPy, Pillow, libheif, LibRaw and other free software, whose versions and terms are listed under “Licences”.</source>
        <translation>Birdeye 以 MIT 许可证发布。它基于 LGPL 许可的 Qt 和 PySide6，以及 ONNX Runtime、NumPy、Pillow、libheif、LibRaw 等自由软件构建，其版本和条款列于“许可证”。</translation>
    </message>
    <message>
        <source>Names of birds come from the eBird/Clements checklist of 2025, BirdNET and AviList; where they occur, from AVONET, AviList and IOC (CC BY 4.0), rangeBuilder and Natural Earth. Names of countries are those of Unicode CLDR.</source>
        <translation>鸟名来自 2025 年 eBird/Clements 名录、BirdNET 和 AviList；分布来自 AVONET、AviList 和 IOC（CC BY 4.0）、rangeBuilder 和 Natural Earth。国家名称来自 Unicode CLDR。</translation>
    </message>
    <message>
        <source>&amp;Licences…</source>
        <translation>许可证(&amp;L)…</translation>
    </message>
</context>
<context>
    <name>Acknowledging</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Something else has been changed since. Undo that first, in the Edit menu.</source>
        <translation>之后又有其他更改。请先在“编辑”菜单中撤销它。</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>已撤销：{0}</translation>
    </message>
    <message>
        <source>Undone in “{1}”, which is not open: {0}</source>
        <translation>已在未打开的“{1}”中撤销：{0}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redone: {0}</source>
        <translation>已重做：{0}</translation>
    </message>
    <message>
        <source>Redone in “{1}”, which is not open: {0}</source>
        <translation>已在未打开的“{1}”中重做：{0}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open photos…</source>
        <translation>打开照片(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Close all photos</source>
        <translation>关闭所有照片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Select &amp;all photos</source>
        <translation>全选照片(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Search the photos…</source>
        <translation>搜索照片(&amp;S)…</translation>
    </message>
    <message>
        <source>Photos in a &amp;grid</source>
        <translation>网格视图(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Larger thumbnails</source>
        <translation>放大缩略图(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;maller thumbnails</source>
        <translation>缩小缩略图(&amp;M)</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>在文件夹中显示(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Copy the path</source>
        <translation>复制路径(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the &amp;image with boxes</source>
        <translation>复制带框的图片(&amp;I)</translation>
    </message>
    <message>
        <source>Identify a&amp;gain</source>
        <translation>重新识别(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Remove from the list</source>
        <translation>从列表中移除(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>设置(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>Show &amp;boxes</source>
        <translation>显示方框(&amp;B)</translation>
    </message>
    <message>
        <source>Brighten the sha&amp;dows</source>
        <translation>提亮暗部(&amp;D)</translation>
    </message>
    <message>
        <source>Use pla&amp;ces to name birds</source>
        <translation>考虑拍摄地点(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Panel beside the photos</source>
        <translation>照片旁的面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Text under the tools</source>
        <translation>工具下方显示文字(&amp;T)</translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation>全屏(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;ummary…</source>
        <translation>统计(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Life list…</source>
        <translation>生涯鸟种名录(&amp;L)…</translation>
    </message>
    <message>
        <source>Leave full screen, or select no bird</source>
        <translation>退出全屏，或取消选中的鸟</translation>
    </message>
    <message>
        <source>&amp;Previous photo</source>
        <translation>上一张照片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next photo</source>
        <translation>下一张照片(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;First photo</source>
        <translation>第一张照片(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Last photo</source>
        <translation>最后一张照片(&amp;L)</translation>
    </message>
    <message>
        <source>P&amp;revious bird</source>
        <translation>上一只鸟(&amp;R)</translation>
    </message>
    <message>
        <source>Ne&amp;xt bird</source>
        <translation>下一只鸟(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Accept the name</source>
        <translation>接受名称(&amp;A)</translation>
    </message>
    <message>
        <source>Accept  ↵</source>
        <translation>接受  ↵</translation>
    </message>
    <message>
        <source>Choose name {0}</source>
        <translation>选择第 {0} 个名称</translation>
    </message>
    <message>
        <source>&amp;Find a name…</source>
        <translation>查找名称(&amp;F)…</translation>
    </message>
    <message>
        <source>Accept the &amp;genus</source>
        <translation>只确认到属(&amp;G)</translation>
    </message>
    <message>
        <source>Accept the fa&amp;mily</source>
        <translation>只确认到科(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Unsure</source>
        <translation>不确定(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Not a bird</source>
        <translation>不是鸟(&amp;N)</translation>
    </message>
    <message>
        <source>Unsure  U</source>
        <translation>不确定  U</translation>
    </message>
    <message>
        <source>No bird  X</source>
        <translation>不是鸟  X</translation>
    </message>
    <message>
        <source>Same name for all &amp;birds of this photo</source>
        <translation>这张照片的鸟都用同一名称(&amp;B)</translation>
    </message>
    <message>
        <source>Take the &amp;decision back</source>
        <translation>收回决定(&amp;D)</translation>
    </message>
    <message>
        <source>Next bird to re&amp;view</source>
        <translation>下一只待审核的鸟(&amp;V)</translation>
    </message>
    <message>
        <source>D&amp;raw a box around a bird</source>
        <translation>框出一只鸟(&amp;R)</translation>
    </message>
    <message>
        <source>De&amp;lete the box</source>
        <translation>删除方框(&amp;L)</translation>
    </message>
    <message>
        <source>Set the &amp;place…</source>
        <translation>设置地点(&amp;P)…</translation>
    </message>
    <message>
        <source>Where photos are &amp;taken…</source>
        <translation>拍摄地区(&amp;T)…</translation>
    </message>
    <message>
        <source>Set the &amp;date or the clock…</source>
        <translation>设置日期或时钟(&amp;D)…</translation>
    </message>
    <message>
        <source>Places from a &amp;GPS track…</source>
        <translation>从 GPS 轨迹获取地点(&amp;G)…</translation>
    </message>
    <message>
        <source>Set place…</source>
        <translation>设置地点…</translation>
    </message>
    <message>
        <source>&amp;Stop identifying</source>
        <translation>停止识别(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Identify the rest</source>
        <translation>识别其余照片(&amp;I)</translation>
    </message>
    <message>
        <source>Ask another model about these &amp;photos…</source>
        <translation>用另一个模型看这些照片(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Calibrate with reviewed birds…</source>
        <translation>用已审核的鸟校准(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Get more species…</source>
        <translation>获取更多鸟种(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Add a model from a file…</source>
        <translation>从文件添加模型(&amp;A)…</translation>
    </message>
    <message>
        <source>Add a model from a &amp;folder…</source>
        <translation>从文件夹添加模型(&amp;F)…</translation>
    </message>
    <message>
        <source>I&amp;mport a network…</source>
        <translation>导入网络(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Birdeye</source>
        <translation>关于 Birdeye(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Photos ({0})</source>
        <translation>照片 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Model packs (*.birdpack *.zip)</source>
        <translation>模型包 (*.birdpack *.zip)</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Choose the folder with the model’s files</source>
        <translation>选择模型文件所在的文件夹</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>移除模型</translation>
    </message>
    <message>
        <source>Remove the model “{0}”?</source>
        <translation>移除模型“{0}”吗？</translation>
    </message>
    <message>
        <source>Its files are deleted from this computer. Your photos are not touched.</source>
        <translation>它的文件将从这台电脑上删除，您的照片不受影响。</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Networks (*-symbol.json *.params *.onnx *.tflite *.zip)</source>
        <translation>网络 (*-symbol.json *.params *.onnx *.tflite *.zip)</translation>
    </message>
    <message>
        <source>Choose a checkpoint</source>
        <translation>选择检查点</translation>
    </message>
    <message>
        <source>Labels (*.txt *.csv *.names);;All files (*)</source>
        <translation>标签 (*.txt *.csv *.names);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose the names of the classes</source>
        <translation>选择类别名称文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>The photos in “{0}” are added to the {1} that were open.</source>
        <translation>“{0}”中的照片已加入之前打开的 {1}。</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>关闭其他照片</translation>
    </message>
    <message>
        <source>No photo was found in {0}. Choose another folder.</source>
        <translation>在{0}中没有找到照片，请选择别的文件夹。</translation>
    </message>
    <message>
        <source>{0} files of other kinds were left out ({1}).</source>
        <translation>已略过 {0} 个其他类型的文件（{1}）。</translation>
    </message>
    <message>
        <source>{0} file of another kind was left out ({1}).</source>
        <translation>已略过 {0} 个其他类型的文件（{1}）。</translation>
    </message>
    <message>
        <source>Identifying photo {0} of {1}</source>
        <translation>正在识别第 {0} 张，共 {1} 张</translation>
    </message>
    <message>
        <source>Birdeye will get to it in a moment.</source>
        <translation>马上就轮到这张照片。</translation>
    </message>
    <message>
        <source>Identifying was stopped. Choose “Identify the rest” to go on.</source>
        <translation>识别已停止。选择“识别其余照片”可继续。</translation>
    </message>
    <message>
        <source>There is no model to identify it with.</source>
        <translation>没有可用于识别的模型。</translation>
    </message>
    <message>
        <source>No model is installed yet, so Birdeye cannot tell which birds these are. Add a model pack (a .birdpack file or a folder) to begin.</source>
        <translation>还没有安装模型，Birdeye 无法认出这些鸟。请先添加一个模型包（.birdpack 文件或文件夹）。</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>The model “{0}” was added and is in use.</source>
        <translation>模型“{0}”已添加并启用。</translation>
    </message>
    <message>
        <source>The model “{0}” was removed.</source>
        <translation>模型“{0}”已移除。</translation>
    </message>
    <message>
        <source>{0} to review</source>
        <translation>{0} 只待审核</translation>
    </message>
    <message>
        <source>{0} cannot be read</source>
        <translation>{0} 张无法读取</translation>
    </message>
    <message>
        <source>{0} not identified yet</source>
        <translation>{0} 张尚未识别</translation>
    </message>
</context>
<context>
    <name>BestFrames</name>
    <message>
        <source>There are no bursts among these photos.</source>
        <translation>这些照片中没有连拍。</translation>
    </message>
</context>
<context>
    <name>BetterModelOffers</name>
    <message>
        <source>One model is right far more often: {0}, {1} species, a download of {2}.</source>
        <translation>有一个识别准确得多的模型：{0}，{1} 种，需下载 {2}。</translation>
    </message>
    <message>
        <source>In {0} of {1} photos with birds, no bird could be named. The model “{2}” names far more (a download of {3}).</source>
        <translation>{1} 张有鸟的照片中，有 {0} 张一只也没能认出。模型“{2}”能认出的多得多（需下载 {3}）。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>The model “{0}” may know it (a download of {1}).</source>
        <translation>模型“{0}”也许认识它（需下载 {1}）。</translation>
    </message>
</context>
<context>
    <name>BirdDetails</name>
    <message>
        <source>{0}. Choose one of those below, or type a name.</source>
        <translation>{0}。请从下面选择一个，或输入名称。</translation>
    </message>
</context>
<context>
    <name>BirdListView</name>
    <message>
        <source>Birds in this photo</source>
        <translation>这张照片里的鸟</translation>
    </message>
</context>
<context>
    <name>BirdPortrait</name>
    <message>
        <source>The selected bird</source>
        <translation>选中的鸟</translation>
    </message>
</context>
<context>
    <name>BirdWording</name>
    <message>
        <source>You said unsure</source>
        <translation>您标为不确定</translation>
    </message>
    <message>
        <source>No bird here</source>
        <translation>这里没有鸟</translation>
    </message>
    <message>
        <source>Some species of the genus {0}</source>
        <translation>{0} 属的某个种</translation>
    </message>
    <message>
        <source>Some species of the family {0}</source>
        <translation>{0} 科的某个种</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>No bird</source>
        <translation>没有鸟</translation>
    </message>
    <message>
        <source>probably {0}?</source>
        <translation>可能是{0}？</translation>
    </message>
    <message>
        <source>genus {0}</source>
        <translation>{0} 属</translation>
    </message>
    <message>
        <source>family {0}</source>
        <translation>{0} 科</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>拿不准</translation>
    </message>
    <message>
        <source>You looked and could not tell. What it may be is listed below.</source>
        <translation>您看过但无法判断。下面列出可能的鸟种。</translation>
    </message>
    <message>
        <source>You said that there is no bird in this box, so it does not count.</source>
        <translation>您说这个框里没有鸟，因此不计入统计。</translation>
    </message>
    <message>
        <source>No single species is likely enough; together those of this group are {0}.</source>
        <translation>没有哪个种足够确定；这一类群合计为 {0}。</translation>
    </message>
    <message>
        <source>Not certain enough to name it. If this is right, choose it below by its number.</source>
        <translation>把握不足，未作断定。如果正确，请按下面的数字键选择它。</translation>
    </message>
    <message>
        <source>A bird, but no species is likely enough to name it. The likeliest are listed below.</source>
        <translation>是鸟，但没有哪个种的把握足够大。最可能的列在下面。</translation>
    </message>
    <message>
        <source>Could also be {0}, which the model cannot tell apart</source>
        <translation>也可能是{0}，模型无法区分二者</translation>
    </message>
    <message>
        <source>Type a name to say what it is.</source>
        <translation>输入名称，说明这是什么鸟。</translation>
    </message>
    <message>
        <source>Agreed in a burst of {0}; this photo alone: {1}.</source>
        <translation>连拍（{0}）一致认定；仅凭这张照片：{1}。</translation>
    </message>
    <message>
        <source>{0} here, {1} by looks alone</source>
        <translation>此地 {0}，仅凭外观 {1}</translation>
    </message>
    <message>
        <source>✓  confirmed</source>
        <translation>✓  已确认</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>not a bird</source>
        <translation>不是鸟</translation>
    </message>
    <message>
        <source>to be checked</source>
        <translation>待核对</translation>
    </message>
</context>
<context>
    <name>BurstChoices</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>New flag</source>
        <translation>新旗标</translation>
    </message>
    <message>
        <source>Left as it is</source>
        <translation>保持不变</translation>
    </message>
</context>
<context>
    <name>CalibrateDialog</name>
    <message>
        <source>Calibrate with reviewed birds</source>
        <translation>用已审核的鸟校准</translation>
    </message>
    <message>
        <source>Birdeye compares what “{0}” says of the birds that you named with the names that you gave, so that “likely” and “almost certain” are right as often as they say.</source>
        <translation>Birdeye 把“{0}”对您命名过的鸟的判断与您给出的名称相比较，使“可能”和“几乎肯定”说对的次数与其字面相符。</translation>
    </message>
    <message>
        <source>Reliability before and after</source>
        <translation>校准前后的可靠性</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>&amp;Use these figures</source>
        <translation>采用这些数值(&amp;U)</translation>
    </message>
    <message>
        <source>{0} birds of {1} species that you named.</source>
        <translation>您命名过的 {1} 种、{0} 只鸟。</translation>
    </message>
    <message>
        <source>Its percentages are {0} points off on average; fitted, they are {1} points off on photos that the fit did not see.</source>
        <translation>它的百分比平均偏差 {0} 个百分点；拟合之后，在未参与拟合的照片上偏差 {1} 个百分点。</translation>
    </message>
    <message>
        <source>Of what it claims, {0} is right now, and {1} then.</source>
        <translation>它认定的结果中，现在 {0} 正确，之后 {1} 正确。</translation>
    </message>
    <message>
        <source>It claims {0} of the birds now, and {1} then.</source>
        <translation>它现在认定 {0} 的鸟，之后认定 {1}。</translation>
    </message>
    <message>
        <source>If you mostly confirmed where it was right, these figures look better than they are.</source>
        <translation>如果您大多只确认了它说对的鸟，这些数值会显得比实际好。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>“{0}” is calibrated from now on.</source>
        <translation>“{0}”从现在起已校准。</translation>
    </message>
</context>
<context>
    <name>CandidateRow</name>
    <message>
        <source>{0} by looks</source>
        <translation>外观 {0}</translation>
    </message>
</context>
<context>
    <name>ChangePreview</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>ChangeWording</name>
    <message>
        <source>accept the name of {0} bird</source>
        <translation>接受 {0} 只鸟的名称</translation>
    </message>
    <message>
        <source>accept the names of {0} birds</source>
        <translation>接受 {0} 只鸟的名称</translation>
    </message>
    <message>
        <source>draw a box</source>
        <translation>画框</translation>
    </message>
    <message>
        <source>move a box</source>
        <translation>移动方框</translation>
    </message>
    <message>
        <source>delete {0} box</source>
        <translation>删除 {0} 个方框</translation>
    </message>
    <message>
        <source>delete {0} boxes</source>
        <translation>删除 {0} 个方框</translation>
    </message>
    <message>
        <source>set the date</source>
        <translation>设置日期</translation>
    </message>
    <message>
        <source>set the count</source>
        <translation>设置数量</translation>
    </message>
    <message>
        <source>set the region</source>
        <translation>设置地区</translation>
    </message>
    <message>
        <source>set the stars</source>
        <translation>设置星级</translation>
    </message>
    <message>
        <source>set flags</source>
        <translation>设置旗标</translation>
    </message>
    <message>
        <source>set the place</source>
        <translation>设置地点</translation>
    </message>
    <message>
        <source>Box drawn.</source>
        <translation>已画框。</translation>
    </message>
    <message>
        <source>Box moved.</source>
        <translation>已移动框。</translation>
    </message>
    <message>
        <source>Box deleted.</source>
        <translation>已删除框。</translation>
    </message>
    <message>
        <source>Date of {0} set.</source>
        <translation>已设置{0}的日期。</translation>
    </message>
    <message>
        <source>Count set.</source>
        <translation>已设置数量。</translation>
    </message>
    <message>
        <source>Region of {0}: {1}.</source>
        <translation>{0}的地区：{1}。</translation>
    </message>
    <message>
        <source>{0}: no stars.</source>
        <translation>{0}：无星级。</translation>
    </message>
    <message>
        <source>Place of {0} set.</source>
        <translation>已设置{0}的地点。</translation>
    </message>
    <message>
        <source>{0} picked</source>
        <translation>{0} 张留用</translation>
    </message>
    <message>
        <source>{0} rejected</source>
        <translation>{0} 张排除</translation>
    </message>
    <message>
        <source>{0} without a flag</source>
        <translation>{0} 张无旗标</translation>
    </message>
    <message>
        <source>Confirmed as {2}.</source>
        <translation>已确认为{2}。</translation>
    </message>
    <message>
        <source>{0} in {1} confirmed as “{2}”.</source>
        <translation>{1}中的{0}已确认为“{2}”。</translation>
    </message>
    <message>
        <source>Marked unsure.</source>
        <translation>已标为不确定。</translation>
    </message>
    <message>
        <source>{0} in {1} marked unsure.</source>
        <translation>{1} 中的 {0} 已标为不确定。</translation>
    </message>
    <message>
        <source>mark {0} bird unsure</source>
        <translation>把 {0} 只鸟标为不确定</translation>
    </message>
    <message>
        <source>mark {0} birds unsure</source>
        <translation>把 {0} 只鸟标为不确定</translation>
    </message>
    <message>
        <source>Marked as no bird.</source>
        <translation>已标为不是鸟。</translation>
    </message>
    <message>
        <source>{0} in {1} confirmed with Birdeye’s names.</source>
        <translation>{1}中的{0}已按 Birdeye 给出的名称确认。</translation>
    </message>
    <message>
        <source>{0} in {1} marked as no bird.</source>
        <translation>{1}中的{0}已标为不是鸟。</translation>
    </message>
    <message>
        <source>The decision was taken back.</source>
        <translation>已收回决定。</translation>
    </message>
    <message>
        <source>The decisions about {0} in {1} were taken back.</source>
        <translation>已收回对{1}中{0}的决定。</translation>
    </message>
    <message>
        <source>name {0} bird {1}</source>
        <translation>将 {0} 只鸟命名为{1}</translation>
    </message>
    <message>
        <source>name {0} birds {1}</source>
        <translation>将 {0} 只鸟命名为{1}</translation>
    </message>
    <message>
        <source>mark {0} box as no bird</source>
        <translation>将 {0} 个框标为不是鸟</translation>
    </message>
    <message>
        <source>mark {0} boxes as no bird</source>
        <translation>将 {0} 个框标为不是鸟</translation>
    </message>
    <message>
        <source>take back {0} decision</source>
        <translation>收回 {0} 个决定</translation>
    </message>
    <message>
        <source>take back {0} decisions</source>
        <translation>收回 {0} 个决定</translation>
    </message>
</context>
<context>
    <name>CheckpointSummary</name>
    <message>
        <source>This checkpoint cannot be imported</source>
        <translation>无法导入这个检查点</translation>
    </message>
    <message>
        <source>“{0}” is installed</source>
        <translation>“{0}”已安装</translation>
    </message>
    <message>
        <source>Classifier, {0} outputs: it names the bird in a picture</source>
        <translation>分类网络，{0} 个输出：说出图中是什么鸟</translation>
    </message>
    <message>
        <source>{1}: it finds the birds in a photo</source>
        <translation>{1}：在照片中找鸟</translation>
    </message>
    <message>
        <source>{1}, one class: it finds the birds in a photo</source>
        <translation>{1}，一个类别：在照片中找鸟</translation>
    </message>
    <message>
        <source>{1}, {0} classes: it finds the birds in a photo</source>
        <translation>{1}，{0} 个类别：在照片中找鸟</translation>
    </message>
    <message>
        <source>Saved with MXNet {0}</source>
        <translation>由 MXNet {0} 保存</translation>
    </message>
    <message>
        <source>Saved with MXNet 0.8.0 or older</source>
        <translation>由 MXNet 0.8.0 或更早版本保存</translation>
    </message>
    <message>
        <source>exported from Gluon</source>
        <translation>从 Gluon 导出</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 个参数</translation>
    </message>
</context>
<context>
    <name>ClockFields</name>
    <message>
        <source>behind by</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>ahead by</source>
        <translation>快</translation>
    </message>
    <message>
        <source>The clock was</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source> d</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天</translation>
    </message>
    <message>
        <source> h</source>
        <translation> 时</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>ComparePhotosDialog</name>
    <message>
        <source>Compare photos</source>
        <translation>比较照片</translation>
    </message>
    <message>
        <source>Z: actual size and back  ·  arrows: another photo  ·  0 to 5: stars  ·  P, X, U: pick, reject, no flag</source>
        <translation>Z：实际大小与全图切换  ·  方向键：换一张照片  ·  0 到 5：星级  ·  P、X、U：留用、排除、无旗标</translation>
    </message>
    <message>
        <source>sharpness {0}</source>
        <translation>清晰度 {0}</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Select two to four photos to compare them.</source>
        <translation>请选择两到四张照片进行比较。</translation>
    </message>
</context>
<context>
    <name>ConfidenceChart</name>
    <message>
        <source>How sure the first guesses are</source>
        <translation>首选结果的把握</translation>
    </message>
    <message>
        <source>No bird was found yet.</source>
        <translation>还没有找到鸟。</translation>
    </message>
</context>
<context>
    <name>CountFields</name>
    <message>
        <source>Count, sex, age…</source>
        <translation>数量、性别、年龄…</translation>
    </message>
    <message>
        <source>How many birds</source>
        <translation>鸟的数量</translation>
    </message>
    <message>
        <source>or more</source>
        <translation>或更多</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>行为</translation>
    </message>
    <message>
        <source>{0} box</source>
        <translation>{0} 个框</translation>
    </message>
    <message>
        <source>{0} boxes</source>
        <translation>{0} 个框</translation>
    </message>
    <message>
        <source>{0} or more</source>
        <translation>{0} 只或更多</translation>
    </message>
    <message>
        <source>female</source>
        <translation>雌</translation>
    </message>
    <message>
        <source>male</source>
        <translation>雄</translation>
    </message>
    <message>
        <source>adult</source>
        <translation>成鸟</translation>
    </message>
    <message>
        <source>immature</source>
        <translation>未成年鸟</translation>
    </message>
    <message>
        <source>juvenile</source>
        <translation>幼鸟</translation>
    </message>
    <message>
        <source>foraging</source>
        <translation>觅食</translation>
    </message>
    <message>
        <source>singing</source>
        <translation>鸣唱</translation>
    </message>
    <message>
        <source>calling</source>
        <translation>鸣叫</translation>
    </message>
    <message>
        <source>flying over</source>
        <translation>飞过</translation>
    </message>
    <message>
        <source>resting</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>preening</source>
        <translation>理羽</translation>
    </message>
    <message>
        <source>bathing</source>
        <translation>洗澡</translation>
    </message>
    <message>
        <source>courtship display</source>
        <translation>求偶炫耀</translation>
    </message>
    <message>
        <source>carrying nesting material</source>
        <translation>搬运巢材</translation>
    </message>
    <message>
        <source>building a nest</source>
        <translation>筑巢</translation>
    </message>
    <message>
        <source>on a nest</source>
        <translation>在巢中</translation>
    </message>
    <message>
        <source>carrying food</source>
        <translation>携带食物</translation>
    </message>
    <message>
        <source>feeding young</source>
        <translation>喂雏</translation>
    </message>
    <message>
        <source>begging</source>
        <translation>乞食</translation>
    </message>
</context>
<context>
    <name>CountryNames</name>
    <message>
        <source>Africa</source>
        <translation>非洲</translation>
    </message>
    <message>
        <source>Antarctica</source>
        <translation>南极洲</translation>
    </message>
    <message>
        <source>Asia</source>
        <translation>亚洲</translation>
    </message>
    <message>
        <source>Europe</source>
        <translation>欧洲</translation>
    </message>
    <message>
        <source>North America</source>
        <translation>北美洲</translation>
    </message>
    <message>
        <source>Oceania</source>
        <translation>大洋洲</translation>
    </message>
    <message>
        <source>South America</source>
        <translation>南美洲</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>{0} countries</source>
        <translation>{0} 个国家和地区</translation>
    </message>
</context>
<context>
    <name>CrashReportDialog</name>
    <message>
        <source>Something went wrong in Birdeye</source>
        <translation>Birdeye 出错了</translation>
    </message>
    <message>
        <source>Something went wrong inside Birdeye. Your photos are unharmed, and you can go on working. The report below helps to fix it; it contains file names, but no photos.</source>
        <translation>Birdeye 内部出了问题。您的照片完好无损，可以继续使用。下面的报告有助于修复；其中有文件名，但不含照片。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
</context>
<context>
    <name>DateRangeButton</name>
    <message>
        <source>Days shown</source>
        <translation>显示的日期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>第一天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>任何日期</translation>
    </message>
    <message>
        <source>Show these days</source>
        <translation>只显示这些日期</translation>
    </message>
    <message>
        <source>Days shown: {0}</source>
        <translation>显示的日期：{0}</translation>
    </message>
</context>
<context>
    <name>DaysChart</name>
    <message>
        <source>Birds by date</source>
        <translation>各日期的鸟数</translation>
    </message>
    <message>
        <source>No photo with a bird has a date.</source>
        <translation>有鸟的照片都没有日期。</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Which birds are in your photos?</source>
        <translation>您的照片里有哪些鸟？</translation>
    </message>
    <message>
        <source>Drop photos or folders here, or open them.</source>
        <translation>把照片或文件夹拖到这里，或者打开它们。</translation>
    </message>
    <message>
        <source>JPEG, PNG, HEIC, AVIF, WebP, TIFF and camera RAW. Everything stays on this computer; your photos are never changed unless you ask.</source>
        <translation>支持 JPEG、PNG、HEIC、AVIF、WebP、TIFF 和相机 RAW。一切都留在这台电脑上；除非您要求，绝不改动您的照片。</translation>
    </message>
    <message>
        <source>Recent: {0}</source>
        <translation>最近：{0}</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>“{0}” could not be read: {1}.</source>
        <translation>无法读取“{0}”：{1}。</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>the file is empty (0 bytes)</source>
        <translation>文件是空的（0 字节）</translation>
    </message>
    <message>
        <source>the file contains nothing but zeros</source>
        <translation>文件内容全为零</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is a device or a pipe, not a file</source>
        <translation>它是设备或管道，不是文件</translation>
    </message>
    <message>
        <source>it is a link that leads back to itself</source>
        <translation>它是指向自身的链接</translation>
    </message>
    <message>
        <source>it is a text file, not a picture</source>
        <translation>它是文本文件，不是图片</translation>
    </message>
    <message>
        <source>it is a document or an archive, not a picture</source>
        <translation>它是文档或压缩包，不是图片</translation>
    </message>
    <message>
        <source>it is a web page or a drawing, not a photo</source>
        <translation>它是网页或图形，不是照片</translation>
    </message>
    <message>
        <source>it is a video, or a kind of picture that is not supported</source>
        <translation>它是视频或不支持的图片类型</translation>
    </message>
    <message>
        <source>it is not in a picture format that Birdeye knows</source>
        <translation>Birdeye 不认识这种图片格式</translation>
    </message>
    <message>
        <source>it is damaged so badly that its decoder fails</source>
        <translation>文件损坏严重，无法解码</translation>
    </message>
    <message>
        <source>it is damaged, or from a camera that Birdeye&apos;s RAW decoder does not know</source>
        <translation>文件已损坏，或其相机不受 Birdeye 的 RAW 解码器支持</translation>
    </message>
    <message>
        <source>its RAW data is entirely black</source>
        <translation>RAW 数据全黑</translation>
    </message>
    <message>
        <source>its picture data is damaged or incomplete</source>
        <translation>图像数据已损坏或不完整</translation>
    </message>
    <message>
        <source>its header gives no size</source>
        <translation>文件头没有给出尺寸</translation>
    </message>
    <message>
        <source>its path is too long for this system</source>
        <translation>路径对本系统来说太长</translation>
    </message>
    <message>
        <source>it changed while it was being read</source>
        <translation>读取过程中文件发生了变化</translation>
    </message>
    <message>
        <source>there is not enough memory to decode it</source>
        <translation>内存不足，无法解码</translation>
    </message>
    <message>
        <source>another program keeps writing it</source>
        <translation>另一个程序一直在写入它</translation>
    </message>
    <message>
        <source>Identify it again when that is done.</source>
        <translation>等写入完成后再识别一次。</translation>
    </message>
    <message>
        <source>it is larger than {0} MB, which no photo is</source>
        <translation>文件超过 {0} MB，不可能是照片</translation>
    </message>
    <message>
        <source>it is larger than {0} GB, which no photo is</source>
        <translation>文件超过 {0} GB，不可能是照片</translation>
    </message>
    <message>
        <source>something went wrong in Birdeye ({0})</source>
        <translation>Birdeye 出错了（{0}）</translation>
    </message>
    <message>
        <source>it cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>it cannot be opened: {0}</source>
        <translation>无法打开：{0}</translation>
    </message>
    <message>
        <source>the pixels themselves, 0 to 255</source>
        <translation>像素值本身，0 到 255</translation>
    </message>
    <message>
        <source>pixels less the mean of MXNet&apos;s examples</source>
        <translation>像素减去 MXNet 示例的均值</translation>
    </message>
    <message>
        <source>ImageNet&apos;s mean and standard deviation</source>
        <translation>ImageNet 的均值和标准差</translation>
    </message>
    <message>
        <source>-1 to 1</source>
        <translation>-1 到 1</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>a guess: it is built as MXNet&apos;s {0} builds its detectors</source>
        <translation>推测：其结构与 MXNet 的 {0} 构建检测器的方式相同</translation>
    </message>
    <message>
        <source>a guess: its layers are named as Gluon names them, and Gluon&apos;s model zoo uses ImageNet&apos;s mean and deviation; the file does not say</source>
        <translation>推测：各层按 Gluon 的方式命名，而 Gluon 的模型库使用 ImageNet 的均值和标准差；文件中没有说明</translation>
    </message>
    <message>
        <source>a guess: it is the mean of MXNet&apos;s examples; the file does not say</source>
        <translation>推测：这是 MXNet 示例的均值；文件中没有说明</translation>
    </message>
    <message>
        <source>a guess: it begins with a batch normalisation of the input</source>
        <translation>推测：网络以输入的批归一化开始</translation>
    </message>
    <message>
        <source>it takes the pixels themselves, 0 to 255</source>
        <translation>它直接使用 0 到 255 的像素值</translation>
    </message>
    <message>
        <source>a guess: YOLOX takes pixels from 0 to 255, blue first</source>
        <translation>推测：YOLOX 使用 0 到 255 的像素值，蓝色在前</translation>
    </message>
    <message>
        <source>a guess: YOLO networks take pixels from 0 to 1</source>
        <translation>推测：YOLO 网络使用 0 到 1 的像素值</translation>
    </message>
    <message>
        <source>a guess: most detectors of this kind take them that way</source>
        <translation>推测：这类检测器大多如此</translation>
    </message>
    <message>
        <source>a guess: it is what most networks of PyTorch take; neither the file nor one beside it says</source>
        <translation>推测：多数 PyTorch 网络如此；该文件及其旁的文件都没有说明</translation>
    </message>
    <message>
        <source>it is an export of Ultralytics, whose networks take pixels from 0 to 1</source>
        <translation>它由 Ultralytics 导出，其网络使用 0 到 1 的像素值</translation>
    </message>
    <message>
        <source>a guess: the network could not be opened</source>
        <translation>推测：无法打开该网络</translation>
    </message>
    <message>
        <source>a guess: pixels go from -1 to 1, as most float models of TensorFlow want them; the file does not say</source>
        <translation>推测：像素值为 -1 到 1，多数 TensorFlow 浮点模型如此；文件中没有说明</translation>
    </message>
    <message>
        <source>stated in the file&apos;s metadata</source>
        <translation>文件的元数据中有说明</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统为只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入输出错误</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名太长</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Close other programs, or shrink the photo.</source>
        <translation>请关闭其他程序，或缩小照片。</translation>
    </message>
    <message>
        <source>Connect it, then try again.</source>
        <translation>请连接后重试。</translation>
    </message>
    <message>
        <source>Copy it again from the camera or the card.</source>
        <translation>请从相机或存储卡重新复制。</translation>
    </message>
    <message>
        <source>Copy what you can to another disk.</source>
        <translation>请把还能复制的内容复制到别处。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>请重新打开。</translation>
    </message>
    <message>
        <source>Open it as a folder to see the photos in it.</source>
        <translation>请作为文件夹打开，查看其中的照片。</translation>
    </message>
    <message>
        <source>Save it as DNG or JPEG with the camera maker&apos;s program and open that.</source>
        <translation>请用相机厂商的软件另存为 DNG 或 JPEG 后打开。</translation>
    </message>
    <message>
        <source>Save it as JPEG with the program that made it, and open that.</source>
        <translation>请用生成它的软件另存为 JPEG 后打开。</translation>
    </message>
    <message>
        <source>Save it as an ordinary JPEG or a PNG and open that.</source>
        <translation>请另存为普通 JPEG 或 PNG 后打开。</translation>
    </message>
    <message>
        <source>Open the photos again, and try again.</source>
        <translation>请重新打开照片后再试。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>Nothing was installed.</source>
        <translation>没有安装任何内容。</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>没有写入任何内容。</translation>
    </message>
    <message>
        <source>Get a fresh copy, or ask whoever made it.</source>
        <translation>请重新获取一份，或询问其制作者。</translation>
    </message>
    <message>
        <source>Choose another file; this one was left as it is.</source>
        <translation>请选择其他文件；这个文件保持原样。</translation>
    </message>
    <message>
        <source>Choose another place for it.</source>
        <translation>请为它选择其他位置。</translation>
    </message>
    <message>
        <source>Choose another place or free some space, and try again.</source>
        <translation>请选择其他位置或腾出空间后重试。</translation>
    </message>
    <message>
        <source>Free some space there, and start Birdeye again.</source>
        <translation>请在那里腾出空间，然后重新启动 Birdeye。</translation>
    </message>
    <message>
        <source>Free some space beside it, and start Birdeye again; it was left as it is.</source>
        <translation>请在其所在处腾出空间，然后重新启动 Birdeye；文件保持原样。</translation>
    </message>
    <message>
        <source>“{0}” could not be written: {1}.</source>
        <translation>无法写入“{0}”：{1}。</translation>
    </message>
    <message>
        <source>“{0}” could not be downloaded: {1}.</source>
        <translation>无法获取“{0}”：{1}。</translation>
    </message>
    <message>
        <source>The model pack “{0}” cannot be used: {1}.</source>
        <translation>无法使用模型包“{0}”：{1}。</translation>
    </message>
    <message>
        <source>The model pack “{0}” came with Birdeye and cannot be removed.</source>
        <translation>模型包“{0}”为 Birdeye 自带，不能移除。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” cannot be used: {1}.</source>
        <translation>无法使用目录“{0}”：{1}。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is damaged, and could not be repaired: {1}.</source>
        <translation>目录“{0}”已损坏，无法修复：{1}。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” was written by a newer version of Birdeye.</source>
        <translation>目录“{0}”由更新版本的 Birdeye 写入。</translation>
    </message>
    <message>
        <source>The folder of the catalogue “{0}” cannot be made: {1}.</source>
        <translation>无法创建目录“{0}”所在的文件夹：{1}。</translation>
    </message>
    <message>
        <source>What was to be changed is no longer in the catalogue.</source>
        <translation>要修改的内容已不在目录中。</translation>
    </message>
    <message>
        <source>“{0}” is a folder.</source>
        <translation>“{0}”是文件夹。</translation>
    </message>
    <message>
        <source>“{0}” is a picture, and exports never replace pictures.</source>
        <translation>“{0}”是图片，导出不会覆盖图片。</translation>
    </message>
    <message>
        <source>that is the photo itself, which is never changed</source>
        <translation>那是照片本身，绝不会被改动</translation>
    </message>
    <message>
        <source>there is something already</source>
        <translation>那里已有内容</translation>
    </message>
    <message>
        <source>it is neither a folder nor a file</source>
        <translation>它既不是文件夹也不是文件</translation>
    </message>
    <message>
        <source>decoding it takes more memory than any photo needs</source>
        <translation>解码它所需的内存超过任何照片的需要</translation>
    </message>
    <message>
        <source>decoding it takes too long</source>
        <translation>解码它耗时过长</translation>
    </message>
    <message>
        <source>it claims {0} × {1} pixels, and more than {2} megapixels of this format are refused for safety</source>
        <translation>它声称有 {0} × {1} 像素；出于安全考虑，这种格式超过 {2} 百万像素的文件会被拒绝</translation>
    </message>
    <message>
        <source>it holds more data beside its picture than is safe to read</source>
        <translation>图像之外的附加数据过多，读取不安全</translation>
    </message>
    <message>
        <source>it is a compressed BMP that takes too long to unpack</source>
        <translation>它是压缩的 BMP，解压耗时过长</translation>
    </message>
    <message>
        <source>it is a rare kind of JPEG (lossless or with deep colour) that Birdeye does not decode</source>
        <translation>它是 Birdeye 无法解码的罕见 JPEG（无损或高位深）</translation>
    </message>
    <message>
        <source>it is made of tiles in a way that is not supported</source>
        <translation>它的分块方式不受支持</translation>
    </message>
    <message>
        <source>its picture is spread over more than {0} scans, which is refused for safety</source>
        <translation>其图像分为 {0} 次以上的扫描，出于安全考虑被拒绝</translation>
    </message>
    <message>
        <source>it is larger than {0} MB</source>
        <translation>它大于 {0} MB</translation>
    </message>
    <message>
        <source>{0} is not supported</source>
        <translation>不支持{0}</translation>
    </message>
    <message>
        <source>it contains two sets of XMP metadata</source>
        <translation>它含有两组 XMP 元数据</translation>
    </message>
    <message>
        <source>it carries {0}, which could be lost</source>
        <translation>它带有可能会丢失的{0}</translation>
    </message>
    <message>
        <source>it is no JPEG</source>
        <translation>它不是 JPEG</translation>
    </message>
    <message>
        <source>it is too large for a JPEG</source>
        <translation>它对 JPEG 来说太大</translation>
    </message>
    <message>
        <source>its metadata has no room for more keywords</source>
        <translation>其元数据没有空间容纳更多关键词</translation>
    </message>
    <message>
        <source>another program has changed it in the meantime</source>
        <translation>其间另一个程序修改了它</translation>
    </message>
    <message>
        <source>If it is a genuine photo, save a copy without layers and metadata and open that.</source>
        <translation>如果它确实是照片，请另存一份不含图层和元数据的副本，再打开副本。</translation>
    </message>
    <message>
        <source>If it is a genuine photo, save a smaller copy and open that.</source>
        <translation>如果它确实是照片，请另存一份较小的副本，再打开副本。</translation>
    </message>
    <message>
        <source>If it is a genuine photo, save it as JPEG and open that.</source>
        <translation>如果它确实是照片，请另存为 JPEG，再打开它。</translation>
    </message>
    <message>
        <source>If it is a genuine photo, save it as an ordinary JPEG and open that.</source>
        <translation>如果它确实是照片，请另存为普通 JPEG，再打开它。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>请重新导出。</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>请更正。</translation>
    </message>
    <message>
        <source>Correct it or delete it, and try again.</source>
        <translation>请更正或删除它，然后重试。</translation>
    </message>
    <message>
        <source>Repair it or move it away.</source>
        <translation>请修复它或将它移走。</translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation>请另存为 PNG。</translation>
    </message>
    <message>
        <source>Save it as UTF-8 in a text editor.</source>
        <translation>请在文本编辑器中另存为 UTF-8。</translation>
    </message>
    <message>
        <source>Unpack it and choose one.</source>
        <translation>请解压后选择其中一个。</translation>
    </message>
    <message>
        <source>Install Birdeye again.</source>
        <translation>请重新安装 Birdeye。</translation>
    </message>
    <message>
        <source>its name is not a valid path</source>
        <translation>其名称不是有效路径</translation>
    </message>
    <message>
        <source>it belongs to Birdeye&apos;s catalogue or settings</source>
        <translation>它属于 Birdeye 的目录或设置</translation>
    </message>
    <message>
        <source>it is not text</source>
        <translation>它不是文本</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>它不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>it is not JSON ({0})</source>
        <translation>它不是 JSON（{0}）</translation>
    </message>
    <message>
        <source>it is not a CSV table ({0})</source>
        <translation>它不是 CSV 表格（{0}）</translation>
    </message>
    <message>
        <source>it is in an encoding other than UTF-8</source>
        <translation>它的编码不是 UTF-8</translation>
    </message>
    <message>
        <source>it cannot be read ({0})</source>
        <translation>无法读取（{0}）</translation>
    </message>
    <message>
        <source>it cannot be unpacked ({0})</source>
        <translation>无法解压（{0}）</translation>
    </message>
    <message>
        <source>it unpacks to more than {0} GB</source>
        <translation>解压后超过 {0} GB</translation>
    </message>
    <message>
        <source>it contains two files called “{0}”</source>
        <translation>其中有两个名为“{0}”的文件</translation>
    </message>
    <message>
        <source>row {0} has too few cells</source>
        <translation>第 {0} 行的单元格太少</translation>
    </message>
    <message>
        <source>“{0}” cannot be read: {1}.</source>
        <translation>无法读取“{0}”：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is not a table in UTF-8: {1}.</source>
        <translation>“{0}”不是 UTF-8 表格：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is too large for a table of names.</source>
        <translation>“{0}”太大，不像名称表。</translation>
    </message>
    <message>
        <source>The names in “{0}” cannot be read: {1}.</source>
        <translation>无法读取“{0}”中的名称：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is a file.</source>
        <translation>“{0}”是文件。</translation>
    </message>
    <message>
        <source>Give a folder to put the pictures in.</source>
        <translation>请指定存放图片的文件夹。</translation>
    </message>
    <message>
        <source>Give the name of a file in it, such as “{0}”.</source>
        <translation>请指定其中的文件名，例如“{0}”。</translation>
    </message>
    <message>
        <source>Give another name, such as “{0}”.</source>
        <translation>请换一个名称，例如“{0}”。</translation>
    </message>
    <message>
        <source>{0} takes only birds whose names you confirmed, because others rely on them.</source>
        <translation>{0}只接受您已确认名称的鸟，因为其他人会依赖这些数据。</translation>
    </message>
    <message>
        <source>Export only the confirmed ones.</source>
        <translation>请只导出已确认的。</translation>
    </message>
    <message>
        <source>There is no export format “{0}”.</source>
        <translation>没有导出格式“{0}”。</translation>
    </message>
    <message>
        <source>Choose one of: {0}.</source>
        <translation>请从中选择：{0}。</translation>
    </message>
    <message>
        <source>“{0}” contains no photo that can be read.</source>
        <translation>“{0}”中没有可读取的照片。</translation>
    </message>
    <message>
        <source>Choose a folder of photos like those to be identified.</source>
        <translation>请选择一个照片文件夹，其中的照片应与待识别的相似。</translation>
    </message>
    <message>
        <source>it is not well-formed XML ({0})</source>
        <translation>它不是格式正确的 XML（{0}）</translation>
    </message>
    <message>
        <source>it is not well-formed JSON</source>
        <translation>它不是格式正确的 JSON</translation>
    </message>
    <message>
        <source>it is not well-formed UTF-16</source>
        <translation>它不是格式正确的 UTF-16</translation>
    </message>
    <message>
        <source>it is not XMP: it has no rdf:RDF</source>
        <translation>它不是 XMP：没有 rdf:RDF</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>it is nested deeper than any track is</source>
        <translation>嵌套比任何轨迹都深</translation>
    </message>
    <message>
        <source>it declares a document type, which XMP never does</source>
        <translation>它声明了文档类型，而 XMP 从不这样做</translation>
    </message>
    <message>
        <source>it declares a document type, which no track does</source>
        <translation>它声明了文档类型，而轨迹从不这样做</translation>
    </message>
    <message>
        <source>it declares more namespaces than any photo needs</source>
        <translation>它声明的命名空间多于任何照片所需</translation>
    </message>
    <message>
        <source>it holds more attributes than any photo needs</source>
        <translation>它的属性多于任何照片所需</translation>
    </message>
    <message>
        <source>it holds more elements than any photo needs</source>
        <translation>它的元素多于任何照片所需</translation>
    </message>
    <message>
        <source>it holds {0} as an attribute, not a list</source>
        <translation>其中的 {0} 是属性而不是列表</translation>
    </message>
    <message>
        <source>it holds a tag longer than any track has</source>
        <translation>其中的标签比任何轨迹的都长</translation>
    </message>
    <message>
        <source>it holds more than {0} points</source>
        <translation>它有超过 {0} 个点</translation>
    </message>
    <message>
        <source>it is XML, but not GPX</source>
        <translation>它是 XML，但不是 GPX</translation>
    </message>
    <message>
        <source>no point in it has both a time and a position</source>
        <translation>其中没有一个点同时有时间和位置</translation>
    </message>
    <message>
        <source>“{0}” cannot be used as a track: {1}.</source>
        <translation>“{0}”不能用作轨迹：{1}。</translation>
    </message>
    <message>
        <source>Give a GPX file that a GPS logger, a watch or a phone recorded.</source>
        <translation>请提供由 GPS 记录仪、手表或手机记录的 GPX 文件。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is damaged.</source>
        <translation>目录“{0}”已损坏。</translation>
    </message>
    <message>
        <source>Start Birdeye again, or run “birdeye catalogue check”: either saves what can be saved, and reports it.</source>
        <translation>请重新启动 Birdeye，或运行“birdeye catalogue check”：两者都会挽救可以挽救的内容并报告结果。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” has no room to grow, because its disk is full.</source>
        <translation>目录“{0}”无法增大，因为磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space, and try again; what was there before is unharmed.</source>
        <translation>请释放一些空间后重试；原有内容完好。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” cannot be written.</source>
        <translation>无法写入目录“{0}”。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” cannot be opened, because permission is missing.</source>
        <translation>无法打开目录“{0}”，因为没有权限。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” cannot be opened.</source>
        <translation>无法打开目录“{0}”。</translation>
    </message>
    <message>
        <source>Change the permissions of the file and of its folder, or choose another place for it.</source>
        <translation>请更改该文件及其文件夹的权限，或另选位置。</translation>
    </message>
    <message>
        <source>Make sure that its folder exists and is writable, or choose another place for it.</source>
        <translation>请确认其文件夹存在且可写，或另选位置。</translation>
    </message>
    <message>
        <source>Check its folder and permissions, or choose another place for it.</source>
        <translation>请检查其文件夹和权限，或另选位置。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is in use by another program.</source>
        <translation>目录“{0}”正被另一个程序使用。</translation>
    </message>
    <message>
        <source>Close that program, or try again later.</source>
        <translation>请关闭该程序，或稍后重试。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” could not be read or written, because its disk failed or is gone.</source>
        <translation>无法读写目录“{0}”，因为磁盘出现故障或已断开。</translation>
    </message>
    <message>
        <source>Connect it again, or choose another place for the catalogue.</source>
        <translation>请重新连接，或为目录另选位置。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” could not be used for lack of memory.</source>
        <translation>内存不足，无法使用目录“{0}”。</translation>
    </message>
    <message>
        <source>Close other programs, and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” was given more at once than it can store.</source>
        <translation>一次交给目录“{0}”的内容超过了它能存储的量。</translation>
    </message>
    <message>
        <source>Change fewer photos at a time.</source>
        <translation>请每次更改较少的照片。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is in use, and the file “{1}” beside it was deleted meanwhile.</source>
        <translation>目录“{0}”正在使用，而其旁边的文件“{1}”在此期间被删除了。</translation>
    </message>
    <message>
        <source>Wait until Birdeye has finished identifying, or close it, and try again; what was there before is unharmed.</source>
        <translation>请等 Birdeye 识别完成或将其关闭，然后重试；原有内容完好。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” was changed by another version of Birdeye while it was in use.</source>
        <translation>目录“{0}”在使用期间被另一个版本的 Birdeye 修改了。</translation>
    </message>
    <message>
        <source>Close this one, and continue with that version.</source>
        <translation>请关闭本程序，继续使用那个版本。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” was deleted, moved or replaced while it was in use.</source>
        <translation>目录“{0}”在使用期间被删除、移动或替换了。</translation>
    </message>
    <message>
        <source>Put it back, or start Birdeye again, and repeat what you did last.</source>
        <translation>请将它放回原处，或重新启动 Birdeye，并重做最后的操作。</translation>
    </message>
    <message>
        <source>Install that version, or choose another place for the catalogue; this one was left as it is.</source>
        <translation>请安装那个版本，或为目录另选位置；这个目录保持原样。</translation>
    </message>
    <message>
        <source>“{0}” is a database of another program, not a catalogue of Birdeye.</source>
        <translation>“{0}”是另一个程序的数据库，不是 Birdeye 的目录。</translation>
    </message>
    <message>
        <source>“{0}” is not a Birdeye catalogue.</source>
        <translation>“{0}”不是 Birdeye 目录。</translation>
    </message>
    <message>
        <source>The catalogue could not be copied to “{0}”: {1}.</source>
        <translation>无法将目录复制到“{0}”：{1}。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” was gone.</source>
        <translation>目录“{0}”不见了。</translation>
    </message>
    <message>
        <source>{0} photos and {1} reviewed birds came back from its backup.</source>
        <translation>已从备份中恢复 {0} 张照片和 {1} 只已核对的鸟。</translation>
    </message>
    <message>
        <source>The catalogue was damaged, and nothing in it could be read.</source>
        <translation>目录已损坏，其中的内容均无法读取。</translation>
    </message>
    <message>
        <source>A new one was started; the damaged file is kept as “{0}”.</source>
        <translation>已新建目录；损坏的文件保留为“{0}”。</translation>
    </message>
    <message>
        <source>The catalogue was damaged and has been repaired: {0} photos and {1} reviewed birds were saved.</source>
        <translation>目录曾损坏，现已修复：保住了 {0} 张照片和 {1} 只已核对的鸟。</translation>
    </message>
    <message>
        <source>The damaged file is kept as “{0}”.</source>
        <translation>损坏的文件保留为“{0}”。</translation>
    </message>
    <message>
        <source>{0} review could not be saved.</source>
        <translation>有 {0} 条核对记录未能保住。</translation>
    </message>
    <message>
        <source>{0} reviews could not be saved.</source>
        <translation>有 {0} 条核对记录未能保住。</translation>
    </message>
    <message>
        <source>What you decided after {0}, and until {1} is not in the catalogue: its log was deleted or damaged while Birdeye was not running, or it was replaced by an older copy.</source>
        <translation>您在 {0} 之后、{1} 之前所做的决定不在目录中：Birdeye 未运行时其日志被删除或损坏，或者目录被旧副本替换了。</translation>
    </message>
    <message>
        <source>What you decided until {0} is not in the catalogue: its log was deleted or damaged while Birdeye was not running, or it was replaced by an older copy.</source>
        <translation>您在 {0} 之前所做的决定不在目录中：Birdeye 未运行时其日志被删除或损坏，或者目录被旧副本替换了。</translation>
    </message>
    <message>
        <source>Check the photos that you reviewed last.</source>
        <translation>请检查您最后核对的照片。</translation>
    </message>
    <message>
        <source>The model “{0}” cannot be used: {1}.</source>
        <translation>无法使用模型“{0}”：{1}。</translation>
    </message>
    <message>
        <source>The model pack “{0}” {1} is older than version {2}, which came with Birdeye.</source>
        <translation>模型包“{0}”{1} 比 Birdeye 自带的版本 {2} 旧。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何更改。</translation>
    </message>
    <message>
        <source>No model pack is installed, and without one Birdeye cannot identify birds.</source>
        <translation>尚未安装模型包，没有模型包 Birdeye 无法识别鸟类。</translation>
    </message>
    <message>
        <source>None of the installed model packs can be used.</source>
        <translation>已安装的模型包均无法使用。</translation>
    </message>
    <message>
        <source>The settings in “{0}” cannot be changed, because the file is damaged: {1}.</source>
        <translation>无法更改“{0}”中的设置，因为该文件已损坏：{1}。</translation>
    </message>
    <message>
        <source>There already is a model called “{0}”.</source>
        <translation>已有名为“{0}”的模型。</translation>
    </message>
    <message>
        <source>Give another name, or remove that model first.</source>
        <translation>请换一个名称，或先删除那个模型。</translation>
    </message>
    <message>
        <source>There is no recipe for a model pack “{0}”.</source>
        <translation>没有模型包“{0}”的配方。</translation>
    </message>
    <message>
        <source>There are: {0}.</source>
        <translation>现有：{0}。</translation>
    </message>
    <message>
        <source>“{0}” was not trusted, and deleted.</source>
        <translation>“{0}”不可信，已删除。</translation>
    </message>
    <message>
        <source>Compare its checksum, {0}, with that of somebody who has the file, and download it again.</source>
        <translation>请将其校验和 {0} 与持有该文件的人核对，然后重新下载。</translation>
    </message>
    <message>
        <source>{0} is not the file that the recipe names: {1}</source>
        <translation>{0} 不是配方所指的文件：{1}</translation>
    </message>
    <message>
        <source>“{0}” answers with HTTP {1}</source>
        <translation>“{0}”返回 HTTP {1}</translation>
    </message>
    <message>
        <source>“{0}” cannot be found, so there is no network, or no access to the internet</source>
        <translation>找不到“{0}”，可能没有网络或无法访问互联网</translation>
    </message>
    <message>
        <source>“{0}” is blocked: it, or the network in between, refuses (HTTP {1})</source>
        <translation>“{0}”被阻止：它或中间的网络拒绝访问（HTTP {1}）</translation>
    </message>
    <message>
        <source>“{0}” is blocked: something else answers in its place (its certificate is not valid)</source>
        <translation>“{0}”被阻止：有其他服务器冒充它应答（其证书无效）</translation>
    </message>
    <message>
        <source>“{0}” no longer has it (HTTP {1})</source>
        <translation>“{0}”上已没有该文件（HTTP {1}）</translation>
    </message>
    <message>
        <source>“{0}” sends to “{1}”, as networks do that require a login</source>
        <translation>“{0}”转到“{1}”，需要登录的网络会这样</translation>
    </message>
    <message>
        <source>the proxy asks for a name and a password (HTTP 407)</source>
        <translation>代理服务器要求用户名和密码（HTTP 407）</translation>
    </message>
    <message>
        <source>The converted model does not answer as “{0}” does: {1}.</source>
        <translation>转换后的模型与“{0}”的结果不一致：{1}。</translation>
    </message>
    <message>
        <source>Nothing was written; please report this.</source>
        <translation>未写入任何文件；请报告此问题。</translation>
    </message>
    <message>
        <source>“{0}” cannot be calibrated on {1} birds of {2} species.</source>
        <translation>“{0}”无法用 {2} 个物种的 {1} 只鸟校准。</translation>
    </message>
    <message>
        <source>Take at least {0} of {1} species; some hundreds of many are better.</source>
        <translation>请至少使用 {1} 个物种的 {0} 只；多物种数百只更好。</translation>
    </message>
    <message>
        <source>“{0}” keeps its precision, because it is already quantised: leave the option out.</source>
        <translation>“{0}”已量化，精度保持不变：请去掉该选项。</translation>
    </message>
    <message>
        <source>“{0}” takes the pixels themselves, 0 to 255, so it has no use for a mean and a scale: leave those options out.</source>
        <translation>“{0}”直接使用 0 到 255 的像素值，不需要均值和比例：请去掉这些选项。</translation>
    </message>
    <message>
        <source>int8 needs sample photos to see the range of every layer.</source>
        <translation>int8 需要样本照片来确定每一层的范围。</translation>
    </message>
    <message>
        <source>Give a folder of photos like those to be identified.</source>
        <translation>请提供一个照片文件夹，其中的照片应与待识别的相似。</translation>
    </message>
    <message>
        <source>Add one in the window with Models &gt; Add a model from a file, or with: birdeye packs add FILE.birdpack</source>
        <translation>请在窗口中用“模型”&gt;“从文件添加模型”添加，或运行：birdeye packs add FILE.birdpack</translation>
    </message>
    <message>
        <source>To use another one, choose it with: birdeye packs default ID</source>
        <translation>要使用另一个模型包，请用此命令选择：birdeye packs default ID</translation>
    </message>
    <message>
        <source>It may have been changed on the way, for example by a network that asks for a login, or published again.</source>
        <translation>它可能在传输途中被更改（例如被要求登录的网络更改），或者已重新发布。</translation>
    </message>
    <message>
        <source>its labels are not numbered</source>
        <translation>其标签没有编号</translation>
    </message>
    <message>
        <source>its labels are numbered from {0}</source>
        <translation>其标签从 {0} 开始编号</translation>
    </message>
    <message>
        <source>it contains no list of labels</source>
        <translation>其中没有标签列表</translation>
    </message>
    <message>
        <source>it has more than {0} labels</source>
        <translation>它有超过 {0} 个标签</translation>
    </message>
    <message>
        <source>it names no species</source>
        <translation>其中没有物种名称</translation>
    </message>
    <message>
        <source>it does not contain the names of its species</source>
        <translation>其中没有物种名称</translation>
    </message>
    <message>
        <source>it contains a number that is too large</source>
        <translation>其中有过大的数字</translation>
    </message>
    <message>
        <source>the numbers of its labels have gaps or repeat</source>
        <translation>其标签编号有缺漏或重复</translation>
    </message>
    <message>
        <source>the network has {0} outputs, but the file names {1}</source>
        <translation>网络有 {0} 个输出，而文件列出了 {1} 个名称</translation>
    </message>
    <message>
        <source>the network has {0} outputs, but there are {1} labels</source>
        <translation>网络有 {0} 个输出，而标签有 {1} 个</translation>
    </message>
    <message>
        <source>it has {0} classes, so that none has the number {1}</source>
        <translation>它有 {0} 个类别，因此没有编号为 {1} 的类别</translation>
    </message>
    <message>
        <source>none of its classes is called bird</source>
        <translation>没有一个类别名为 bird（鸟）</translation>
    </message>
    <message>
        <source>it is a detector, but a classifier is needed</source>
        <translation>它是检测器，而这里需要分类器</translation>
    </message>
    <message>
        <source>it is {0}, not a whole detector</source>
        <translation>它是{0}，不是完整的检测器</translation>
    </message>
    <message>
        <source>it holds {0} files</source>
        <translation>它含有 {0} 个文件</translation>
    </message>
    <message>
        <source>it holds {0} networks and {1} files of weights</source>
        <translation>它含有 {0} 个网络和 {1} 个权重文件</translation>
    </message>
    <message>
        <source>it is not in “{0}”</source>
        <translation>它不在“{0}”中</translation>
    </message>
    <message>
        <source>a {0} has no use for names of species</source>
        <translation>{0}用不到物种名称</translation>
    </message>
    <message>
        <source>{0} {1} cannot be part of a pack, which takes classifiers and detectors</source>
        <translation>{0}{1}不能放入模型包，模型包只能包含分类器和检测器</translation>
    </message>
    <message>
        <source>neither the file nor one beside it says how its pixels are prepared</source>
        <translation>该文件及其旁边的文件都没有说明像素如何预处理</translation>
    </message>
    <message>
        <source>Choose the label file of the same training.</source>
        <translation>请选择同一次训练的标签文件。</translation>
    </message>
    <message>
        <source>Give the label file of the same training.</source>
        <translation>请提供同一次训练的标签文件。</translation>
    </message>
    <message>
        <source>Give a label file with one name a line, in the order of the network&apos;s outputs.</source>
        <translation>请提供标签文件，每行一个名称，按网络输出的顺序排列。</translation>
    </message>
    <message>
        <source>Give a list, or a table from number to label.</source>
        <translation>请提供列表，或从编号到标签的表格。</translation>
    </message>
    <message>
        <source>Give the number of the class.</source>
        <translation>请指定类别编号。</translation>
    </message>
    <message>
        <source>Count from 0, without the background.</source>
        <translation>从 0 开始计数，不含背景。</translation>
    </message>
    <message>
        <source>State the number of the class, counted from 0 without the background.</source>
        <translation>请指定类别编号，从 0 开始计数，不含背景。</translation>
    </message>
    <message>
        <source>Convert it to an ONNX file instead.</source>
        <translation>请改为将它转换为 ONNX 文件。</translation>
    </message>
    <message>
        <source>which of its {0}classes is the bird is unknown</source>
        <translation>不知道其 {0}个类别中哪一个是鸟</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>The bird is {0} × {1} pixels, {2} of the photo.</source>
        <translation>鸟的大小为 {0} × {1} 像素，占照片的 {2}。</translation>
    </message>
    <message>
        <source>− The bird is small: {0} × {1} pixels.</source>
        <translation>− 鸟较小：{0} × {1} 像素。</translation>
    </message>
    <message>
        <source>− {0}: {1}.</source>
        <translation>− {0}：{1}。</translation>
    </message>
    <message>
        <source>+ {0} occurs at this place.</source>
        <translation>+ {0}在此地有分布。</translation>
    </message>
    <message>
        <source>+ {0} occurs at this place at this time of year.</source>
        <translation>+ {0}此时在此地有分布。</translation>
    </message>
    <message>
        <source>+ Next likeliest is {0}, {1}, but: {2}.</source>
        <translation>+ 其次可能是{0}（{1}），但：{2}。</translation>
    </message>
    <message>
        <source>− {0} of the same genus looks much like it: {1}.</source>
        <translation>− 同属的{0}与它很像：{1}。</translation>
    </message>
    <message>
        <source>− Next likeliest is {0}, {1}.</source>
        <translation>− 其次可能是{0}（{1}）。</translation>
    </message>
</context>
<context>
    <name>ExpectedAnywhereDialog</name>
    <message>
        <source>Birds to expect anywhere</source>
        <translation>在任何地方都可能出现的鸟</translation>
    </message>
    <message>
        <source>For birds in an aviary or a zoo, and visitors to a garden: they are expected everywhere.</source>
        <translation>用于鸟舍或动物园里的鸟，以及花园的访客：任何地点都不会降低它们的可能性。</translation>
    </message>
    <message>
        <source>Type any name to add it</source>
        <translation>输入任意名称即可添加</translation>
    </message>
    <message>
        <source>&amp;Remove from the list</source>
        <translation>从列表中移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep the list</source>
        <translation>保存列表(&amp;K)</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Table (CSV)</source>
        <translation>表格 (CSV)</translation>
    </message>
    <message>
        <source>A row for each bird, for spreadsheets and statistics.</source>
        <translation>每只鸟一行，用于电子表格和统计。</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Everything known about each photo, for other programs.</source>
        <translation>每张照片的全部信息，供其他程序使用。</translation>
    </message>
    <message>
        <source>Report (HTML)</source>
        <translation>报告 (HTML)</translation>
    </message>
    <message>
        <source>A page with pictures to look at, print or send.</source>
        <translation>带图片的网页，可浏览、打印或发送。</translation>
    </message>
    <message>
        <source>eBird</source>
        <translation>eBird</translation>
    </message>
    <message>
        <source>Checklists by day and place, ready for import.</source>
        <translation>按日期和地点整理的记录表，可直接导入。</translation>
    </message>
    <message>
        <source>iNaturalist</source>
        <translation>iNaturalist</translation>
    </message>
    <message>
        <source>Observations by day and place, ready for import.</source>
        <translation>按日期和地点整理的观察记录，可直接导入。</translation>
    </message>
    <message>
        <source>Darwin Core archive</source>
        <translation>Darwin Core 档案</translation>
    </message>
    <message>
        <source>Occurrences for GBIF, museums and research databases.</source>
        <translation>供 GBIF、博物馆和研究数据库使用的出现记录。</translation>
    </message>
    <message>
        <source>Camtrap DP</source>
        <translation>Camtrap DP</translation>
    </message>
    <message>
        <source>Deployments, photos and observations of camera traps.</source>
        <translation>红外相机的布设、照片和观测记录。</translation>
    </message>
    <message>
        <source>MegaDetector JSON</source>
        <translation>MegaDetector JSON</translation>
    </message>
    <message>
        <source>Boxes and species for Timelapse, AddaxAI and the like.</source>
        <translation>供 Timelapse、AddaxAI 等程序使用的方框和鸟种。</translation>
    </message>
    <message>
        <source>Keywords in sidecars (XMP)</source>
        <translation>附属文件中的关键字 (XMP)</translation>
    </message>
    <message>
        <source>A small file beside each photo, for Lightroom or digiKam.</source>
        <translation>每张照片旁的小文件，供 Lightroom 或 digiKam 读取。</translation>
    </message>
    <message>
        <source>Keywords in the photos (JPEG)</source>
        <translation>照片中的关键字 (JPEG)</translation>
    </message>
    <message>
        <source>Changes your photos. Each is backed up first.</source>
        <translation>会改动您的照片；每张都会先备份。</translation>
    </message>
    <message>
        <source>Annotated copies</source>
        <translation>标注副本</translation>
    </message>
    <message>
        <source>Copies of the photos with boxes and names drawn.</source>
        <translation>画有方框和名称的照片副本。</translation>
    </message>
    <message>
        <source>Birds cut out, by species</source>
        <translation>按鸟种裁出的鸟</translation>
    </message>
    <message>
        <source>A picture of each bird, in a folder for each species.</source>
        <translation>每只鸟一张图，每个鸟种一个文件夹。</translation>
    </message>
    <message>
        <source>There is nothing to export</source>
        <translation>没有可导出的内容</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{1}中的{0}</translation>
    </message>
    <message>
        <source>{0} photo will be changed.</source>
        <translation>将改动 {0} 张照片。</translation>
    </message>
    <message>
        <source>{0} photos will be changed.</source>
        <translation>将改动 {0} 张照片。</translation>
    </message>
    <message>
        <source>{0} file will be written.</source>
        <translation>将写入 {0} 个文件。</translation>
    </message>
    <message>
        <source>{0} files will be written.</source>
        <translation>将写入 {0} 个文件。</translation>
    </message>
    <message>
        <source>{0} is there already: the keywords are added to it.</source>
        <translation>{0} 个文件已存在：关键字将加入其中。</translation>
    </message>
    <message>
        <source>{0} are there already: the keywords are added to them.</source>
        <translation>{0} 个文件已存在：关键字将加入其中。</translation>
    </message>
    <message>
        <source>{0} is there already and will be replaced.</source>
        <translation>{0} 个文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>{0} are there already and will be replaced.</source>
        <translation>{0} 个文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>{0} bird is not confirmed, and marked as such.</source>
        <translation>{0} 只鸟未经确认，会注明。</translation>
    </message>
    <message>
        <source>{0} birds are not confirmed, and marked as such.</source>
        <translation>{0} 只鸟未经确认，会注明。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it is not identified yet.</source>
        <translation>略去 {0} 张照片：尚未识别。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they are not identified yet.</source>
        <translation>略去 {0} 张照片：尚未识别。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it cannot be read.</source>
        <translation>略去 {0} 张照片：无法读取。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they cannot be read.</source>
        <translation>略去 {0} 张照片：无法读取。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it has no bird to write.</source>
        <translation>略去 {0} 张照片：没有可写的鸟。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they have no bird to write.</source>
        <translation>略去 {0} 张照片：没有可写的鸟。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it has no date.</source>
        <translation>略去 {0} 张照片：没有日期。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they have no date.</source>
        <translation>略去 {0} 张照片：没有日期。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it has no place.</source>
        <translation>略去 {0} 张照片：没有地点。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they have no place.</source>
        <translation>略去 {0} 张照片：没有地点。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it has no position.</source>
        <translation>略去 {0} 张照片：没有坐标。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they have no position.</source>
        <translation>略去 {0} 张照片：没有坐标。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it is no longer where it was.</source>
        <translation>略去 {0} 张照片：已不在原处。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they are no longer where they were.</source>
        <translation>略去 {0} 张照片：已不在原处。</translation>
    </message>
    <message>
        <source>{0} photo is left out: keywords go only into JPEGs.</source>
        <translation>略去 {0} 张照片：关键字只能写入 JPEG。</translation>
    </message>
    <message>
        <source>{0} photos are left out: keywords go only into JPEGs.</source>
        <translation>略去 {0} 张照片：关键字只能写入 JPEG。</translation>
    </message>
    <message>
        <source>{0} photo is left out: it is of the same shot as another.</source>
        <translation>{0} 张照片未导出：与另一张属于同一次拍摄。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they are of the same shots as others.</source>
        <translation>{0} 张照片未导出：与其他照片属于同一次拍摄。</translation>
    </message>
    <message>
        <source>{0} bird is left out: nobody confirmed it.</source>
        <translation>略去 {0} 只鸟：未经确认。</translation>
    </message>
    <message>
        <source>{0} birds are left out: nobody confirmed them.</source>
        <translation>略去 {0} 只鸟：未经确认。</translation>
    </message>
    <message>
        <source>{0} box is left out: you marked it as no bird.</source>
        <translation>略去 {0} 个框：您标为不是鸟。</translation>
    </message>
    <message>
        <source>{0} boxes are left out: you marked them as no bird.</source>
        <translation>略去 {0} 个框：您标为不是鸟。</translation>
    </message>
    <message>
        <source>{0} bird is left out: it has no name.</source>
        <translation>略去 {0} 只鸟：没有名称。</translation>
    </message>
    <message>
        <source>{0} birds are left out: they have no name.</source>
        <translation>略去 {0} 只鸟：没有名称。</translation>
    </message>
    <message>
        <source>{0} bird is left out: it is named by family only.</source>
        <translation>略去 {0} 只鸟：只确认到科。</translation>
    </message>
    <message>
        <source>{0} birds are left out: they are named by family only.</source>
        <translation>略去 {0} 只鸟：只确认到科。</translation>
    </message>
    <message>
        <source>{0} photo is dated in the future</source>
        <translation>{0} 张照片的日期在未来</translation>
    </message>
    <message>
        <source>{0} photos are dated in the future</source>
        <translation>{0} 张照片的日期在未来</translation>
    </message>
    <message>
        <source>{0} photo is from a camera whose clock was never set</source>
        <translation>{0} 张照片来自时钟从未设置的相机</translation>
    </message>
    <message>
        <source>{0} photos are from a camera whose clock was never set</source>
        <translation>{0} 张照片来自时钟从未设置的相机</translation>
    </message>
    <message>
        <source>{0} photo is dated only by its last edit</source>
        <translation>{0} 张照片只有最后编辑的日期</translation>
    </message>
    <message>
        <source>{0} photos are dated only by their last edit</source>
        <translation>{0} 张照片只有最后编辑的日期</translation>
    </message>
    <message>
        <source>{0} photo is dated only by its file name</source>
        <translation>{0} 张照片的日期只来自文件名</translation>
    </message>
    <message>
        <source>{0} photos are dated only by their file names</source>
        <translation>{0} 张照片的日期只来自文件名</translation>
    </message>
    <message>
        <source>{0} photo has a position without a hemisphere (N/S, E/W)</source>
        <translation>{0} 张照片的位置没有注明半球</translation>
    </message>
    <message>
        <source>{0} photos have positions without a hemisphere (N/S, E/W)</source>
        <translation>{0} 张照片的位置没有注明半球</translation>
    </message>
    <message>
        <source>{0} photo is a JPEG, and Lightroom ignores sidecars of JPEGs</source>
        <translation>{0} 张照片为 JPEG，Lightroom 不读取其附属文件</translation>
    </message>
    <message>
        <source>{0} photos are JPEGs, and Lightroom ignores sidecars of JPEGs</source>
        <translation>{0} 张照片为 JPEG，Lightroom 不读取其附属文件</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} photo is named by its whole path: it is in another folder</source>
        <translation>{0} 张照片以完整路径记录：位于其他文件夹</translation>
    </message>
    <message>
        <source>{0} photos are named by whole paths: they are in other folders</source>
        <translation>{0} 张照片以完整路径记录：位于其他文件夹</translation>
    </message>
    <message>
        <source>{0} photo has a broken sidecar, which stays as it is</source>
        <translation>{0} 张照片的附属文件已损坏，将保持原样</translation>
    </message>
    <message>
        <source>{0} photos have broken sidecars, which stay as they are</source>
        <translation>{0} 张照片的附属文件已损坏，将保持原样</translation>
    </message>
    <message>
        <source>(“Keywords in the photos” writes into the photos themselves.)</source>
        <translation>（“照片中的关键字”会写入照片本身。）</translation>
    </message>
    <message>
        <source>{0} exported to “{1}”.</source>
        <translation>{0}已导出到“{1}”。</translation>
    </message>
    <message>
        <source>Keywords of {0} written.</source>
        <translation>已写入{0}的关键字。</translation>
    </message>
    <message>
        <source>{0} photo could not be exported:</source>
        <translation>{0} 张照片无法导出：</translation>
    </message>
    <message>
        <source>{0} photos could not be exported:</source>
        <translation>{0} 张照片无法导出：</translation>
    </message>
    <message>
        <source>{0} of {1} photos</source>
        <translation>{1} 张照片中的第 {0} 张</translation>
    </message>
</context>
<context>
    <name>ExportActions</name>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Stopped. Files that were not complete yet are not there.</source>
        <translation>已停止。尚未写完的文件不会留下。</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Selected: {0}</source>
        <translation>已选：{0}</translation>
    </message>
    <message>
        <source>All photos that Birdeye knows</source>
        <translation>Birdeye 知道的所有照片</translation>
    </message>
    <message>
        <source>Only those that you confirmed</source>
        <translation>只要您确认过的</translation>
    </message>
    <message>
        <source>All, with guesses marked as such</source>
        <translation>全部，猜测会注明</translation>
    </message>
    <message>
        <source>Leave out co&amp;ordinates (GPS)</source>
        <translation>不含坐标 (GPS)(&amp;O)</translation>
    </message>
    <message>
        <source>heron.xmp: Lightroom, Bridge, Capture One</source>
        <translation>heron.xmp：Lightroom、Bridge、Capture One</translation>
    </message>
    <message>
        <source>heron.jpg.xmp: digiKam, darktable</source>
        <translation>heron.jpg.xmp：digiKam、darktable</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Who owns the rights in data and photos</source>
        <translation>数据和照片的权利所有者</translation>
    </message>
    <message>
        <source>Folder for the originals</source>
        <translation>原图的文件夹</translation>
    </message>
    <message>
        <source>Beside each photo</source>
        <translation>在每张照片旁</translation>
    </message>
    <message>
        <source>&amp;Yes, write keywords into my photos</source>
        <translation>是的，把关键字写入我的照片(&amp;Y)</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目标位置</translation>
    </message>
    <message>
        <source>&amp;Save as</source>
        <translation>另存为(&amp;S)</translation>
    </message>
    <message>
        <source>Into the &amp;folder</source>
        <translation>写入文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Shown: {0}</source>
        <translation>显示中：{0}</translation>
    </message>
    <message>
        <source>Your name, as it should be published</source>
        <translation>您的姓名，用于发布</translation>
    </message>
    <message>
        <source>Others rely on these records, so only confirmed names are exported.</source>
        <translation>他人会依据这些记录，因此只收录已确认的名称。</translation>
    </message>
    <message>
        <source>Choose a format.</source>
        <translation>请选择格式。</translation>
    </message>
    <message>
        <source>Choose a destination.</source>
        <translation>请选择保存位置。</translation>
    </message>
    <message>
        <source>Confirm that your photos may be changed.</source>
        <translation>请确认可以修改您的照片。</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>照片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Birds</source>
        <translation>鸟(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Names in</source>
        <translation>名称语言(&amp;N)</translation>
    </message>
    <message>
        <source>Side&amp;cars</source>
        <translation>附属文件(&amp;C)</translation>
    </message>
    <message>
        <source>Obser&amp;ver</source>
        <translation>观察者(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Licence</source>
        <translation>许可协议(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Rights holder</source>
        <translation>权利所有者(&amp;R)</translation>
    </message>
    <message>
        <source>Bac&amp;kups</source>
        <translation>备份(&amp;K)</translation>
    </message>
    <message>
        <source>A folder for the pictures</source>
        <translation>图片文件夹</translation>
    </message>
</context>
<context>
    <name>ExportPreview</name>
    <message>
        <source>First rows of the table</source>
        <translation>表格的前几行</translation>
    </message>
    <message>
        <source>Checking what there is to export…</source>
        <translation>正在查看可导出的内容…</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Something went wrong in Birdeye. Existing files are unharmed.</source>
        <translation>Birdeye 出错了。原有内容未受影响。</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search birds and files</source>
        <translation>搜索鸟名和文件</translation>
    </message>
    <message>
        <source>Search for names of birds or files</source>
        <translation>按鸟名或文件名搜索</translation>
    </message>
    <message>
        <source>Folder shown</source>
        <translation>显示的文件夹</translation>
    </message>
    <message>
        <source>Order of the photos</source>
        <translation>照片的顺序</translation>
    </message>
    <message>
        <source>Reverse order</source>
        <translation>倒序</translation>
    </message>
    <message>
        <source>Groups of photos</source>
        <translation>照片分组</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>按打开顺序</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>按文件名</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>按日期</translation>
    </message>
    <message>
        <source>By species</source>
        <translation>按鸟种</translation>
    </message>
    <message>
        <source>By confidence</source>
        <translation>按把握</translation>
    </message>
    <message>
        <source>By sharpness</source>
        <translation>按清晰度</translation>
    </message>
    <message>
        <source>By stars</source>
        <translation>按星级</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Species together</source>
        <translation>按鸟种分组</translation>
    </message>
    <message>
        <source>Days together</source>
        <translation>按日期分组</translation>
    </message>
    <message>
        <source>Bursts as one</source>
        <translation>连拍合并</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>所有文件夹</translation>
    </message>
</context>
<context>
    <name>GetSpeciesDialog</name>
    <message>
        <source>Get more species</source>
        <translation>获取更多鸟种</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>&amp;Use it from now on</source>
        <translation>今后使用它(&amp;U)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>From a &amp;folder…</source>
        <translation>从文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Without a network: take the files from a folder that they were copied to</source>
        <translation>没有网络时：从已拷贝文件的文件夹获取</translation>
    </message>
    <message>
        <source>&amp;Get</source>
        <translation>获取(&amp;G)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Species</source>
        <translation>鸟种</translation>
    </message>
    <message>
        <source>Checking available models…</source>
        <translation>正在查看可用的模型…</translation>
    </message>
    <message>
        <source>No more models are available.</source>
        <translation>没有更多可用的模型。</translation>
    </message>
    <message>
        <source>Download size</source>
        <translation>下载大小</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Published at</source>
        <translation>发布于</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Non-commercial only</source>
        <translation>仅限非商业用途</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>版本 {0}</translation>
    </message>
    <message>
        <source>&amp;Get again</source>
        <translation>重新获取(&amp;G)</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Nobody has published a measurement.</source>
        <translation>尚无公开的测试结果。</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>first choice right in {0} % of {1} ({2})</source>
        <translation>首选正确率 {0}%，测试对象：{1}（{2}）</translation>
    </message>
    <message>
        <source>a bird takes about {0} times as long as with inat-birds ({1})</source>
        <translation>识别一只鸟所需时间约为 inat-birds 的 {0} 倍（{1}）</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>测试情况</translation>
    </message>
    <message>
        <source>Not yet on the published files. They are checked before anything is installed.</source>
        <translation>尚未在公开发布的文件上试用过。安装前会先检查文件。</translation>
    </message>
    <message>
        <source>Downloading {0}: {1} of {2}</source>
        <translation>正在下载 {0}：{1}，共 {2}</translation>
    </message>
    <message>
        <source>Downloaded. Building the model…</source>
        <translation>已下载。正在生成模型…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was installed. The download resumes next time.</source>
        <translation>已停止。没有安装任何内容。下次将继续下载。</translation>
    </message>
    <message>
        <source>“{0}” is installed and in use.</source>
        <translation>“{0}”已安装并启用。</translation>
    </message>
    <message>
        <source>“{0}” is installed. Choose it under Models to use it.</source>
        <translation>“{0}”已安装。在“模型”菜单中选择即可使用。</translation>
    </message>
</context>
<context>
    <name>ImportCheckpointDialog</name>
    <message>
        <source>Import a network</source>
        <translation>导入网络</translation>
    </message>
    <message>
        <source>NAME.onnx, NAME.tflite or NAME-symbol.json</source>
        <translation>NAME.onnx、NAME.tflite 或 NAME-symbol.json</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Epoch of the training</source>
        <translation>训练轮次</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>导入进度</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>C&amp;heckpoint</source>
        <translation>检查点(&amp;H)</translation>
    </message>
    <message>
        <source>Ep&amp;och</source>
        <translation>轮次(&amp;O)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stopping; nothing will be installed…</source>
        <translation>正在停止，什么都不会安装…</translation>
    </message>
    <message>
        <source>Looking at the checkpoint…</source>
        <translation>正在查看检查点…</translation>
    </message>
    <message>
        <source>An ONNX or TFLite model is one file. An MXNet checkpoint is two files in one folder, NAME-symbol.json and NAME-0000.params: choose either of them. Birdeye reads it and asks for what is missing.</source>
        <translation>ONNX 或 TFLite 模型是一个文件。MXNet 的检查点是放在一起的两个文件：NAME-symbol.json 和 NAME-0000.params，选择其中任意一个。Birdeye 会查看并询问缺少的信息。</translation>
    </message>
    <message>
        <source>Stopped; nothing was installed.</source>
        <translation>已停止，什么都没有安装。</translation>
    </message>
</context>
<context>
    <name>ImportForm</name>
    <message>
        <source>Label file</source>
        <translation>标签文件</translation>
    </message>
    <message>
        <source>A detector of your own</source>
        <translation>您自己的检测网络</translation>
    </message>
    <message>
        <source>None; or choose another file</source>
        <translation>无；也可另选一个文件</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>以文件为准</translation>
    </message>
    <message>
        <source>Exact, as in the checkpoint (32 bit)</source>
        <translation>与检查点完全一致（32 位）</translation>
    </message>
    <message>
        <source>Half the size on disk (16 bit)</source>
        <translation>占用空间减半（16 位）</translation>
    </message>
    <message>
        <source>A quarter of the size, and faster (8 bit)</source>
        <translation>占用空间四分之一，且更快（8 位）</translation>
    </message>
    <message>
        <source>A folder of photos like those to be identified</source>
        <translation>与待识别照片相似的照片文件夹</translation>
    </message>
    <message>
        <source>Sample photos</source>
        <translation>样本照片</translation>
    </message>
    <message>
        <source>&amp;Verify the result against a plain numpy evaluation</source>
        <translation>用纯 numpy 计算核对结果(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Use this model from now on</source>
        <translation>今后使用这个模型(&amp;U)</translation>
    </message>
    <message>
        <source>Names of the &amp;classes</source>
        <translation>类别名称(&amp;C)</translation>
    </message>
    <message>
        <source>Birds are &amp;named by</source>
        <translation>由谁说出鸟名(&amp;N)</translation>
    </message>
    <message>
        <source>Names of the spe&amp;cies</source>
        <translation>鸟种名称(&amp;C)</translation>
    </message>
    <message>
        <source>Birds are &amp;found by</source>
        <translation>由谁找鸟(&amp;F)</translation>
    </message>
    <message>
        <source>A text file with one class name a line</source>
        <translation>每行一个类别名的文本文件</translation>
    </message>
    <message>
        <source>A text file with one scientific name a line</source>
        <translation>每行一个学名的文本文件</translation>
    </message>
    <message>
        <source>Class {0} is called bird.</source>
        <translation>第 {0} 类叫做 bird。</translation>
    </message>
    <message>
        <source>{0} names, as many as the network has outputs: {1}, …</source>
        <translation>{0} 个名称，与网络输出数一致：{1}，…</translation>
    </message>
    <message>
        <source>Choose a checkpoint.</source>
        <translation>请选择检查点。</translation>
    </message>
    <message>
        <source>Give the model a name.</source>
        <translation>请给模型起个名字。</translation>
    </message>
    <message>
        <source>The label file does not fit.</source>
        <translation>标签文件不匹配。</translation>
    </message>
    <message>
        <source>Choose the file with the names of the species.</source>
        <translation>请选择鸟种名称文件。</translation>
    </message>
    <message>
        <source>Mean and scale are three numbers each, such as 123, 117, 104.</source>
        <translation>均值和缩放各为三个数，例如 123, 117, 104。</translation>
    </message>
    <message>
        <source>Choose a folder of sample photos: 8 bit needs them to set its ranges.</source>
        <translation>请选择样本照片文件夹，8 位量化据此确定数值范围。</translation>
    </message>
    <message>
        <source>Input &amp;size</source>
        <translation>照片输入尺寸(&amp;P)</translation>
    </message>
    <message>
        <source>Model that provides the other network</source>
        <translation>提供另一个网络的模型</translation>
    </message>
    <message>
        <source>8 bit needs them to set the range of each layer.</source>
        <translation>8 位量化据此了解数值的范围。</translation>
    </message>
    <message>
        <source>Not needed; it says which class is the bird.</source>
        <translation>可不选；用来说明哪一类是鸟。</translation>
    </message>
    <message>
        <source>In the order of the outputs; the checkpoint does not contain them.</source>
        <translation>按输出的顺序；检查点本身不含名称。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>Na&amp;me of the model</source>
        <translation>模型名称(&amp;M)</translation>
    </message>
    <message>
        <source>Or by the &amp;detector in</source>
        <translation>或由此文件中的检测网络(&amp;D)</translation>
    </message>
    <message>
        <source>Class of &amp;birds</source>
        <translation>鸟的类别(&amp;B)</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>M&amp;ean (R, G, B)</source>
        <translation>均值 (R, G, B)(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Scale (R, G, B)</source>
        <translation>缩放 (R, G, B)(&amp;S)</translation>
    </message>
    <message>
        <source>P&amp;recision</source>
        <translation>精度(&amp;R)</translation>
    </message>
    <message>
        <source>Samp&amp;le photos</source>
        <translation>样本照片(&amp;L)</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>Number of the class of birds, from 0</source>
        <translation>鸟的类别编号，从 0 开始</translation>
    </message>
    <message>
        <source>Width of the photo in pixels</source>
        <translation>照片宽度（像素）</translation>
    </message>
    <message>
        <source>Height of the photo in pixels</source>
        <translation>照片高度（像素）</translation>
    </message>
    <message>
        <source>Mean of red, green and blue</source>
        <translation>红、绿、蓝的均值</translation>
    </message>
    <message>
        <source>Scale of red, green and blue</source>
        <translation>红、绿、蓝的缩放</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Reading the names…</source>
        <translation>正在读取名称…</translation>
    </message>
    <message>
        <source>Could not be guessed.</source>
        <translation>无法推测。</translation>
    </message>
    <message>
        <source>Guessed from the layers of the network.</source>
        <translation>根据网络各层推测。</translation>
    </message>
    <message>
        <source>Your choice; {0} × {1} was guessed.</source>
        <translation>您的选择；推测为 {0} × {1}。</translation>
    </message>
    <message>
        <source>Each value becomes (pixel − mean) × scale.</source>
        <translation>每个值变为（像素 − 均值）× 缩放。</translation>
    </message>
    <message>
        <source>Your choice; mean {0} and scale {1} were guessed.</source>
        <translation>您的选择；推测均值为 {0}，缩放为 {1}。</translation>
    </message>
    <message>
        <source>Of the detector, counted from 0, without the background.</source>
        <translation>检测网络中的编号，从 0 开始，不含背景。</translation>
    </message>
    <message>
        <source>Counted from 0, without the background. It could not be guessed.</source>
        <translation>从 0 数起，不含背景。无法推测。</translation>
    </message>
    <message>
        <source>Your choice; {0} was guessed.</source>
        <translation>您的选择；推测为 {0}。</translation>
    </message>
    <message>
        <source>Guessed: bird among the {0} classes of {1}.</source>
        <translation>推测：{1} 的 {0} 个类别中的 bird。</translation>
    </message>
    <message>
        <source>The only class there is.</source>
        <translation>唯一的类别。</translation>
    </message>
    <message>
        <source>The network of this model names what the imported one finds.</source>
        <translation>由这个模型的网络说出导入的网络找到的是什么鸟。</translation>
    </message>
    <message>
        <source>Not needed: the model gets both networks from your files.</source>
        <translation>不需要：两个网络都来自您的文件。</translation>
    </message>
    <message>
        <source>The network of this model finds what the imported one names.</source>
        <translation>由这个模型的网络为导入的网络找鸟。</translation>
    </message>
</context>
<context>
    <name>KeepBestDialog</name>
    <message>
        <source>Keep the best of each burst</source>
        <translation>保留每组连拍中最好的照片</translation>
    </message>
    <message>
        <source>&amp;Keep this many photos of each burst:</source>
        <translation>每组连拍保留的张数(&amp;K)：</translation>
    </message>
    <message>
        <source>What happens to each photo</source>
        <translation>每张照片的结果</translation>
    </message>
    <message>
        <source>This only sets flags: no file is moved or deleted, and flags that you set stay. Sharpness is that of the bird’s body. Undo takes all of it back.</source>
        <translation>只给照片加旗标，不移动也不删除任何文件。您自己加的旗标保持不变。清晰度按鸟的身体计算。撤销可全部恢复。</translation>
    </message>
    <message>
        <source>Set the flags</source>
        <translation>加旗标</translation>
    </message>
    <message>
        <source>Bursts: {0}. To be picked: {1}. To be rejected: {2}.</source>
        <translation>连拍：{0} 组。将留用：{1} 张。将排除：{2} 张。</translation>
    </message>
</context>
<context>
    <name>LeadLine</name>
    <message>
        <source>Show it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>No, thanks</source>
        <translation>不用了</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Parts of the program</source>
        <translation>程序的组成部分</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>No licence text included.</source>
        <translation>未附许可证文本。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Drop to add these photos</source>
        <translation>松开即可添加这些照片</translation>
    </message>
</context>
<context>
    <name>MatchTrackDialog</name>
    <message>
        <source>Places from a GPS track</source>
        <translation>从 GPS 轨迹获取地点</translation>
    </message>
    <message>
        <source>Choose GPX files, or drop them here.</source>
        <translation>选择 GPX 文件，或拖放到此处。</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>与本机相同</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Skip photos that already have a &amp;position</source>
        <translation>不改动已有位置的照片(&amp;P)</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间 (UTC)</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Nearest point</source>
        <translation>最近的点</translation>
    </message>
    <message>
        <source>&amp;Set places</source>
        <translation>设置地点(&amp;S)</translation>
    </message>
    <message>
        <source>{0} on the track.</source>
        <translation>{0}在轨迹上。</translation>
    </message>
    <message>
        <source>Not on it: {0}.</source>
        <translation>不在轨迹上：{0}。</translation>
    </message>
    <message>
        <source>Without a date: {0}.</source>
        <translation>没有日期：{0}。</translation>
    </message>
    <message>
        <source>Try {0} h: {1} would match</source>
        <translation>试试 {0} 小时：{1}可匹配</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>The camera’s clock was</source>
        <translation>相机时钟</translation>
    </message>
    <message>
        <source>Time zone of the clock</source>
        <translation>时钟的时区</translation>
    </message>
    <message>
        <source>Choose GPX files</source>
        <translation>选择 GPX 文件</translation>
    </message>
    <message>
        <source>GPS tracks (*.gpx)</source>
        <translation>GPS 轨迹 (*.gpx)</translation>
    </message>
    <message>
        <source>For photos without a time zone, that of this computer is used.</source>
        <translation>照片没有时区信息时，使用本机的时区。</translation>
    </message>
    <message>
        <source>For photos without a time zone, {0} is used.</source>
        <translation>照片没有时区信息时，时钟按 {0} 计。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Names</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Remove a model</source>
        <translation>移除模型(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>界面语言(&amp;N)</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>{0} (cannot be used)</source>
        <translation>{0}（无法使用）</translation>
    </message>
    <message>
        <source>{0}  ({1} species)</source>
        <translation>{0}（{1} 个鸟种）</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审核(&amp;R)</translation>
    </message>
    <message>
        <source>R&amp;ating</source>
        <translation>评级(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ModelSwitch</name>
    <message>
        <source>Another model identified {0}. “{1}” can do this again; what you decided stays.</source>
        <translation>另一个模型识别了{0}。“{1}”可以重新识别；您的决定会保留。</translation>
    </message>
    <message>
        <source>Identify again</source>
        <translation>重新识别</translation>
    </message>
    <message>
        <source>{0} of {1} photos have a name now, {2} had one before.</source>
        <translation>{1} 张照片中现在有 {0} 张有名称，之前有 {2} 张。</translation>
    </message>
</context>
<context>
    <name>MoreModels</name>
    <message>
        <source>There is no other model to ask yet.</source>
        <translation>还没有别的模型可以询问。</translation>
    </message>
    <message>
        <source>Get more species…</source>
        <translation>获取更多鸟种…</translation>
    </message>
</context>
<context>
    <name>NameChooser</name>
    <message>
        <source>Name of the bird</source>
        <translation>鸟名</translation>
    </message>
    <message>
        <source>Type any name to change it</source>
        <translation>输入任意鸟名即可更改</translation>
    </message>
    <message>
        <source>Find a bird by name</source>
        <translation>按名称查找鸟</translation>
    </message>
    <message>
        <source>Matching birds</source>
        <translation>匹配的鸟</translation>
    </message>
    <message>
        <source>No bird has a name like “{0}” in any language.</source>
        <translation>任何语言里都没有与“{0}”相近的鸟名。</translation>
    </message>
</context>
<context>
    <name>NameHitModel</name>
    <message>
        <source>genus</source>
        <translation>属</translation>
    </message>
    <message>
        <source>family</source>
        <translation>科</translation>
    </message>
</context>
<context>
    <name>NamingModel</name>
    <message>
        <source>Identified by an earlier model: {0} {1}.</source>
        <translation>由先前的模型识别：{0} {1}。</translation>
    </message>
    <message>
        <source>This model has not been calibrated, so nothing it says counts as more than likely.</source>
        <translation>此模型未经校准，因此它给出的结果最多只算“可能”。</translation>
    </message>
</context>
<context>
    <name>NearbyPlaces</name>
    <message>
        <source>How far apart in time</source>
        <translation>拍摄时间最多相差</translation>
    </message>
    <message>
        <source>within {0}</source>
        <translation>{0}以内</translation>
    </message>
    <message>
        <source>Copy from a photo taken</source>
        <translation>复制拍摄时间相近的照片的地点：</translation>
    </message>
    <message>
        <source>None. The nearest is “{0}”, {1}.</source>
        <translation>没有。最接近的是“{0}”，{1}。</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Packs</name>
    <message>
        <source>Birdeye&apos;s own models</source>
        <translation>Birdeye 自带模型</translation>
    </message>
    <message>
        <source>CC-BY-NC-4.0</source>
        <translation>CC-BY-NC-4.0</translation>
    </message>
    <message>
        <source>A detector and a classifier trained by this project, with no pretrained weights, and saved as MXNet checkpoints. The card says what they were trained on and how good they are.</source>
        <translation>由本项目训练的检测器和分类器，没有使用预训练权重，以 MXNet 检查点的形式保存。训练数据和准确率见模型说明。</translation>
    </message>
    <message>
        <source>Birds of Europe, large</source>
        <translation>欧洲鸟类（大型）</translation>
    </message>
    <message>
        <source>Europe</source>
        <translation>欧洲</translation>
    </message>
    <message>
        <source>Apache-2.0</source>
        <translation>Apache-2.0</translation>
    </message>
    <message>
        <source>The 707 species that occur regularly in Europe; birds from elsewhere get the name of one of them.</source>
        <translation>欧洲常见的 707 个鸟种；其他地方的鸟会被认作其中之一。</translation>
    </message>
    <message>
        <source>FocalNet B trained by the Birder project, exported to ONNX and published by YA-WAMF in https://github.com/Jellman86/YetAnother-WhosAtMyFeeder under the Apache License 2.0. Birdeye changes no weight.</source>
        <translation>FocalNet B，由 Birder 项目训练，YA-WAMF 导出为 ONNX，并以 Apache License 2.0 发布于 https://github.com/Jellman86/YetAnother-WhosAtMyFeeder。Birdeye 不改动任何权重。</translation>
    </message>
    <message>
        <source>25 to 38 % of first choices right (all three European networks) on 144 photos of 48 species at feeders, half of them American (iNaturalist)</source>
        <translation>首选正确率 25% 到 38%（三个欧洲网络），测试对象：喂食器旁 48 个鸟种的 144 张照片，其中一半为美洲鸟种（iNaturalist）</translation>
    </message>
    <message>
        <source>Birds of Europe, medium</source>
        <translation>欧洲鸟类（中型）</translation>
    </message>
    <message>
        <source>ConvNeXt V2 tiny trained by the Birder project, exported to ONNX and published by YA-WAMF in https://github.com/Jellman86/YetAnother-WhosAtMyFeeder under the Apache License 2.0. Birdeye changes no weight.</source>
        <translation>ConvNeXt V2 tiny，由 Birder 项目训练，YA-WAMF 导出为 ONNX，并以 Apache License 2.0 发布于 https://github.com/Jellman86/YetAnother-WhosAtMyFeeder。Birdeye 不改动任何权重。</translation>
    </message>
    <message>
        <source>Birds of Europe, small</source>
        <translation>欧洲鸟类（小型）</translation>
    </message>
    <message>
        <source>MobileNetV4 L trained by the Birder project, exported to ONNX and published by YA-WAMF in https://github.com/Jellman86/YetAnother-WhosAtMyFeeder under the Apache License 2.0. Birdeye changes no weight.</source>
        <translation>MobileNetV4 L，由 Birder 项目训练，YA-WAMF 导出为 ONNX，并以 Apache License 2.0 发布于 https://github.com/Jellman86/YetAnother-WhosAtMyFeeder。Birdeye 不改动任何权重。</translation>
    </message>
    <message>
        <source>Birds of North America, small</source>
        <translation>北美洲鸟类（小型）</translation>
    </message>
    <message>
        <source>North America</source>
        <translation>北美洲</translation>
    </message>
    <message>
        <source>not stated; the NABirds data set is for non-commercial use</source>
        <translation>未说明；NABirds 数据集仅限非商业用途</translation>
    </message>
    <message>
        <source>About 400 species of North America. Separate outputs for sexes and ages are added up.</source>
        <translation>约 400 个北美洲鸟种。雌雄和年龄分开的输出会相加。</translation>
    </message>
    <message>
        <source>EfficientNet-B0 trained on NABirds (Cornell Lab of Ornithology), published by YA-WAMF in https://github.com/Jellman86/YetAnother-WhosAtMyFeeder. Birdeye changes no weight.</source>
        <translation>EfficientNet-B0，以 NABirds（康奈尔鸟类学实验室）训练，由 YA-WAMF 发布于 https://github.com/Jellman86/YetAnother-WhosAtMyFeeder。Birdeye 不改动任何权重。</translation>
    </message>
    <message>
        <source>Birds of the world (iNaturalist)</source>
        <translation>世界鸟类（iNaturalist）</translation>
    </message>
    <message>
        <source>World</source>
        <translation>全世界</translation>
    </message>
    <message>
        <source>Species of all continents, most of them North American; the network that finds the birds is that of the built-in pack. Names that have changed since 2017 are brought up to date.</source>
        <translation>各大洲的鸟种，以北美洲为主；检测鸟的网络与自带模型相同。2017 年以来变更的名称已更新。</translation>
    </message>
    <message>
        <source>MobileNetV2 trained on the birds of iNaturalist 2017 by Google, published in https://github.com/google-coral/test_data under the Apache License 2.0. Birdeye converts it from TFLite to ONNX and changes no weight.</source>
        <translation>MobileNetV2，由 Google 以 iNaturalist 2017 的鸟类训练，以 Apache License 2.0 发布于 https://github.com/google-coral/test_data。Birdeye 将它从 TFLite 转换为 ONNX，不改动任何权重。</translation>
    </message>
    <message>
        <source>144 photos of 48 species at feeders, half of them American (iNaturalist), cropped to the bird</source>
        <translation>喂食器旁 48 个鸟种的 144 张照片，其中一半为美洲鸟种（iNaturalist），只裁取鸟的部分</translation>
    </message>
    <message>
        <source>Living things of iNaturalist 2021, large</source>
        <translation>iNaturalist 2021 生物（大型）</translation>
    </message>
    <message>
        <source>1,486 species of birds of all continents among 10,000 living things; everything else counts as “not a bird”. Needs about 4 GB of memory.</source>
        <translation>10,000 种生物，其中有各大洲的 1,486 个鸟种；其余的都算作“不是鸟”。约需 4 GB 内存。</translation>
    </message>
    <message>
        <source>EVA-02 large trained on iNaturalist 2021, exported to ONNX and published by YA-WAMF in https://github.com/Jellman86/YetAnother-WhosAtMyFeeder under CC BY-NC 4.0. Birdeye changes no weight.</source>
        <translation>EVA-02 large，以 iNaturalist 2021 训练，由 YA-WAMF 导出为 ONNX，并以 CC BY-NC 4.0 发布于 https://github.com/Jellman86/YetAnother-WhosAtMyFeeder。Birdeye 不改动任何权重。</translation>
    </message>
    <message>
        <source>Living things of iNaturalist 2021, medium</source>
        <translation>iNaturalist 2021 生物（中型）</translation>
    </message>
    <message>
        <source>1,486 species of birds of all continents among 10,000 living things; everything else counts as “not a bird”.</source>
        <translation>10,000 种生物，其中有各大洲的 1,486 个鸟种；其余的都算作“不是鸟”。</translation>
    </message>
    <message>
        <source>RoPE ViT-B14 trained on iNaturalist 2021 by the Birder project, exported to ONNX and published by YA-WAMF in https://github.com/Jellman86/YetAnother-WhosAtMyFeeder under the Apache License 2.0. Birdeye changes no weight.</source>
        <translation>RoPE ViT-B14，由 Birder 项目以 iNaturalist 2021 训练，YA-WAMF 导出为 ONNX，并以 Apache License 2.0 发布于 https://github.com/Jellman86/YetAnother-WhosAtMyFeeder。Birdeye 不改动任何权重。</translation>
    </message>
    <message>
        <source>Birds of the world (OSEA)</source>
        <translation>世界鸟类（OSEA）</translation>
    </message>
    <message>
        <source>GPL-3.0 (as the repository states)</source>
        <translation>GPL-3.0（据其代码仓库）</translation>
    </message>
    <message>
        <source>Nearly every species of the world: the one to choose where other packs do not know the birds. Species that were split since 2020 are listed and not claimed.</source>
        <translation>几乎涵盖全世界所有鸟种：其他模型不认识当地的鸟时，请选它。2020 年以来被拆分的鸟种只列为候选，不作认定。</translation>
    </message>
    <message>
        <source>ResNet-34 trained on DongNiao DIB-10K by Sun Jiao, published as part of OSEA in https://github.com/sun-jiao/osea_mobile under the GPL-3.0. Birdeye changes no weight. Where species occur comes from AVONET (Tobias et al. 2022, CC BY 4.0) as OSEA publishes it.</source>
        <translation>ResNet-34，由 Sun Jiao 以懂鸟 DIB-10K 训练，作为 OSEA 的一部分以 GPL-3.0 发布于 https://github.com/sun-jiao/osea_mobile。Birdeye 不改动任何权重。鸟种分布来自 OSEA 所发布的 AVONET（Tobias 等，2022，CC BY 4.0）。</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: {0}</source>
        <translation>选择：{0}</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo: {0}</source>
        <translation>撤销(&amp;U)：{0}</translation>
    </message>
    <message>
        <source>&amp;Redo: {0}</source>
        <translation>重做(&amp;R)：{0}</translation>
    </message>
</context>
<context>
    <name>PhotoFacts</name>
    <message>
        <source>No place</source>
        <translation>没有地点</translation>
    </message>
</context>
<context>
    <name>PhotoOnScreen</name>
    <message>
        <source>Unreadable photo</source>
        <translation>无法读取的照片</translation>
    </message>
    <message>
        <source>Not identified yet</source>
        <translation>尚未识别</translation>
    </message>
    <message>
        <source>No bird found</source>
        <translation>没有找到鸟</translation>
    </message>
    <message>
        <source>Birdeye looked at the whole photo. Very small or half-hidden birds can be missed: press D and drag a box around any bird that you see.</source>
        <translation>Birdeye 看过了整张照片。很小或半遮的鸟可能会漏掉：按 D 键，然后拖动鼠标框出您看到的鸟。</translation>
    </message>
    <message>
        <source>Birdeye could look only at what is left of this photo, as its file is damaged. Press D and drag a box around any bird that you see.</source>
        <translation>这张照片的文件已损坏，Birdeye 只能看到剩下的部分。按 D 键，然后拖动鼠标框出您看到的鸟。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>This photo cannot be shown</source>
        <translation>无法显示这张照片</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Drag a box around each bird; press Esc when you are done</source>
        <translation>在每只鸟周围拖出一个框；完成后按 Esc</translation>
    </message>
</context>
<context>
    <name>PhotoWording</name>
    <message>
        <source>Not sure</source>
        <translation>拿不准</translation>
    </message>
    <message>
        <source>No bird</source>
        <translation>没有鸟</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Not identified yet</source>
        <translation>尚未识别</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>{0}, reviewed</source>
        <translation>{0}，已审核</translation>
    </message>
    <message>
        <source>{0}, to review</source>
        <translation>{0}，待审核</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>没有日期</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Several birds</source>
        <translation>多只鸟</translation>
    </message>
</context>
<context>
    <name>PlaceFields</name>
    <message>
        <source>Species that do not occur at the place count for &amp;less</source>
        <translation>当地没有分布的鸟种降低概率(&amp;L)</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Countries such as DE, CH, or a continent; for photos without a place</source>
        <translation>国家代码（如 DE、CH）或大洲（如 asia）；用于没有位置的照片</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Scientific names of birds of an aviary or zoo, such as Pavo cristatus</source>
        <translation>鸟舍或动物园中鸟类的学名，如 Pavo cristatus</translation>
    </message>
    <message>
        <source>Choose from a &amp;list…</source>
        <translation>从列表中选择(&amp;L)…</translation>
    </message>
    <message>
        <source>Where are your photos ta&amp;ken?</source>
        <translation>照片在哪里拍摄？(&amp;K)</translation>
    </message>
    <message>
        <source>Expected an&amp;ywhere</source>
        <translation>到处都可能出现(&amp;Y)</translation>
    </message>
    <message>
        <source>“{0}” is neither a country code nor a continent.</source>
        <translation>“{0}”既不是国家代码，也不是大洲。</translation>
    </message>
</context>
<context>
    <name>PlaceMap</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Click to set the position. The wheel zooms, dragging moves the map.</source>
        <translation>点击设置位置。滚轮缩放，拖动移动地图。</translation>
    </message>
</context>
<context>
    <name>PlacePicker</name>
    <message>
        <source>Recent places</source>
        <translation>最近的地点</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Progress of the identification</source>
        <translation>识别进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop identifying; what was found stays</source>
        <translation>停止识别；已识别的结果保留</translation>
    </message>
    <message>
        <source>Identify the rest</source>
        <translation>识别其余照片</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
</context>
<context>
    <name>Rating</name>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Unsure  U</source>
        <translation>不确定  U</translation>
    </message>
    <message>
        <source>No bird</source>
        <translation>不是鸟</translation>
    </message>
    <message>
        <source>No bird  X</source>
        <translation>不是鸟  X</translation>
    </message>
</context>
<context>
    <name>RatingActions</name>
    <message>
        <source>No &amp;stars</source>
        <translation>无星级(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;1 star</source>
        <translation>1 星(&amp;1)</translation>
    </message>
    <message>
        <source>&amp;2 stars</source>
        <translation>2 星(&amp;2)</translation>
    </message>
    <message>
        <source>&amp;3 stars</source>
        <translation>3 星(&amp;3)</translation>
    </message>
    <message>
        <source>&amp;4 stars</source>
        <translation>4 星(&amp;4)</translation>
    </message>
    <message>
        <source>&amp;5 stars</source>
        <translation>5 星(&amp;5)</translation>
    </message>
    <message>
        <source>&amp;Pick</source>
        <translation>留用(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>排除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;No flag</source>
        <translation>无旗标(&amp;N)</translation>
    </message>
    <message>
        <source>Number and letter &amp;keys give stars and flags</source>
        <translation>用数字键和字母键评级(&amp;K)</translation>
    </message>
    <message>
        <source>Keep the &amp;best of each burst…</source>
        <translation>保留每组连拍中最好的照片(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Zoom to the bird</source>
        <translation>放大到鸟(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Compare side by side…</source>
        <translation>并排比较(&amp;C)…</translation>
    </message>
</context>
<context>
    <name>RatingFilter</name>
    <message>
        <source>Stars and flags shown</source>
        <translation>按星级和旗标筛选</translation>
    </message>
    <message>
        <source>Any rating</source>
        <translation>任何评级</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>已留用</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>无旗标</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source> or more</source>
        <translation> 及以上</translation>
    </message>
</context>
<context>
    <name>RatingWording</name>
    <message>
        <source>Picked</source>
        <translation>已留用</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Sharpness of the body {0} of 100</source>
        <translation>身体清晰度 {0}（满分 100）</translation>
    </message>
    <message>
        <source>bird {0} × {1} pixels</source>
        <translation>鸟 {0} × {1} 像素</translation>
    </message>
    <message>
        <source>{0}% of it is burnt out</source>
        <translation>{0}% 过曝</translation>
    </message>
    <message>
        <source>at the edge of the photo</source>
        <translation>位于照片边缘</translation>
    </message>
</context>
<context>
    <name>RegionDialog</name>
    <message>
        <source>Where photos are taken</source>
        <translation>拍摄地区</translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation>哪些照片</translation>
    </message>
    <message>
        <source>Search countries</source>
        <translation>搜索国家和地区</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>国家和地区</translation>
    </message>
    <message>
        <source>Species that do not occur there count for less; none is hidden. Where a photo has a position, that counts instead.</source>
        <translation>当地没有的物种权重会降低，但不会隐藏。照片有位置时，以位置为准。</translation>
    </message>
    <message>
        <source>&amp;Set region</source>
        <translation>设置地区(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Anywhere</source>
        <translation>任何地方(&amp;A)</translation>
    </message>
    <message>
        <source>Birds of an a&amp;viary…</source>
        <translation>鸟舍里的鸟(&amp;V)…</translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>All photos without a place</source>
        <translation>所有没有地点的照片</translation>
    </message>
    <message>
        <source>The selected photo</source>
        <translation>所选照片</translation>
    </message>
    <message>
        <source>The {0} selected photos</source>
        <translation>所选的 {0} 张照片</translation>
    </message>
    <message>
        <source>All {0} photos in “{1}”</source>
        <translation>“{1}”中的全部 {0} 张照片</translation>
    </message>
    <message>
        <source>These photos do not say where they were taken. Where do you take your photos? Names are better when Birdeye knows the countries.</source>
        <translation>这些照片没有记录拍摄地点。您在哪里拍照？知道国家或地区后，Birdeye 的识别会更准确。</translation>
    </message>
    <message>
        <source>Choose countries…</source>
        <translation>选择国家和地区…</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>Nothing was decided about the birds in the selected photos.</source>
        <translation>对选中照片里的鸟还没有作过决定。</translation>
    </message>
    <message>
        <source>There is no bird in the selected photos.</source>
        <translation>选中的照片里没有鸟。</translation>
    </message>
    <message>
        <source>Next  ↵</source>
        <translation>下一只  ↵</translation>
    </message>
    <message>
        <source>Accept  ↵</source>
        <translation>接受  ↵</translation>
    </message>
    <message>
        <source>Name…  ↵</source>
        <translation>命名…  ↵</translation>
    </message>
    <message>
        <source>Accept as &amp;genus {0}</source>
        <translation>确认为 {0} 属(&amp;G)</translation>
    </message>
    <message>
        <source>Every bird shown has been reviewed.</source>
        <translation>显示的鸟都已审核完毕。</translation>
    </message>
    <message>
        <source>Accept as &amp;family {0}</source>
        <translation>确认为 {0} 科(&amp;F)</translation>
    </message>
</context>
<context>
    <name>RunningProgram</name>
    <message>
        <source>The language changes the next time Birdeye starts.</source>
        <translation>下次启动时将使用该语言。</translation>
    </message>
</context>
<context>
    <name>SeasonsChart</name>
    <message>
        <source>Species by month</source>
        <translation>各月的鸟种</translation>
    </message>
    <message>
        <source>No photo of a named species has a date.</source>
        <translation>已命名鸟种的照片都没有日期。</translation>
    </message>
    <message>
        <source>and {0} more species</source>
        <translation>另有 {0} 个鸟种</translation>
    </message>
</context>
<context>
    <name>SecondOpinionDialog</name>
    <message>
        <source>Second opinion</source>
        <translation>第二意见</translation>
    </message>
    <message>
        <source>The model to ask</source>
        <translation>要询问的模型</translation>
    </message>
    <message>
        <source>Only where they &amp;differ</source>
        <translation>只看不同之处(&amp;D)</translation>
    </message>
    <message>
        <source>What both models say</source>
        <translation>两个模型的说法</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>询问(&amp;A)</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>no bird</source>
        <translation>没有鸟</translation>
    </message>
    <message>
        <source>no bird here</source>
        <translation>这里没有鸟</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>拿不准</translation>
    </message>
    <message>
        <source>not sure; perhaps {0}, {1}</source>
        <translation>拿不准；也许是 {0}，{1}</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>Some species of the genus {0}, {1}</source>
        <translation>{0} 属的某个种，{1}</translation>
    </message>
    <message>
        <source>Some species of the family {0}, {1}</source>
        <translation>{0} 科的某个种，{1}</translation>
    </message>
    <message>
        <source>Same name: {0}. Different name: {1}.</source>
        <translation>名称相同的鸟：{0}。名称不同的鸟：{1}。</translation>
    </message>
</context>
<context>
    <name>SetDateDialog</name>
    <message>
        <source>Set the date</source>
        <translation>设置日期</translation>
    </message>
    <message>
        <source>What to correct</source>
        <translation>要更正的内容</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>The camera’s clock was wrong</source>
        <translation>相机时钟不准</translation>
    </message>
    <message>
        <source>The time zone of the camera’s clock</source>
        <translation>相机时钟的时区</translation>
    </message>
    <message>
        <source>Date and time of the photos</source>
        <translation>照片的日期和时间</translation>
    </message>
    <message>
        <source>Go back to what the files say</source>
        <translation>恢复文件中的日期</translation>
    </message>
    <message>
        <source>The date of {0}. The photos themselves are not changed.</source>
        <translation>{0}的日期。照片本身不会改变。</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>更正前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>更正后</translation>
    </message>
    <message>
        <source>&amp;Set date</source>
        <translation>设置日期(&amp;S)</translation>
    </message>
    <message>
        <source>{0} of {1} would change.</source>
        <translation>{1} 张照片中将更改{0}。</translation>
    </message>
    <message>
        <source>Without a date: {0}.</source>
        <translation>没有日期：{0}。</translation>
    </message>
    <message>
        <source>Enter by how much the clock was wrong.</source>
        <translation>请输入时钟的误差。</translation>
    </message>
</context>
<context>
    <name>SetPlaceDialog</name>
    <message>
        <source>Set the place</source>
        <translation>设置地点</translation>
    </message>
    <message>
        <source>such as a park, a lake, a town</source>
        <translation>例如公园、湖泊、城镇</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Position</source>
        <translation>坐标(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Country</source>
        <translation>国家或地区(&amp;C)</translation>
    </message>
    <message>
        <source>The place of {0}. The photos themselves are not changed.</source>
        <translation>{0}的地点。照片本身不会改动。</translation>
    </message>
    <message>
        <source>&amp;Set place</source>
        <translation>设置地点(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Remove place</source>
        <translation>移除地点(&amp;R)</translation>
    </message>
    <message>
        <source>Write it like 51.5074, -0.1278 or 51°30′26″N 0°7′40″W.</source>
        <translation>请写成 51.5074, -0.1278 或 51°30′26″N 0°7′40″W 这样。</translation>
    </message>
    <message>
        <source>Latitude and longitude, in any usual notation</source>
        <translation>纬度和经度，任何常用写法均可</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language of the &amp;window</source>
        <translation>界面语言(&amp;W)</translation>
    </message>
    <message>
        <source>Language of the birds’ &amp;names</source>
        <translation>鸟名语言(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Reviews are kept in</source>
        <translation>审核结果保存在</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Next and previous bird, in the photo</source>
        <translation>照片中的下一只和上一只鸟</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab、Shift+Tab</translation>
    </message>
    <message>
        <source>Find a bird by name</source>
        <translation>按名称查找鸟</translation>
    </message>
    <message>
        <source>any letter</source>
        <translation>任意字母</translation>
    </message>
    <message>
        <source>Brighten the shadows, while held</source>
        <translation>按住时提亮暗部</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>移动照片</translation>
    </message>
    <message>
        <source>Shift with an arrow key</source>
        <translation>Shift 加方向键</translation>
    </message>
</context>
<context>
    <name>SightingsMap</name>
    <message>
        <source>Where birds were seen</source>
        <translation>见到鸟的地点</translation>
    </message>
    <message>
        <source>{0} place</source>
        <translation>{0} 个地点</translation>
    </message>
    <message>
        <source>{0} places</source>
        <translation>{0} 个地点</translation>
    </message>
    <message>
        <source>No photo with a bird has a place. A place comes from the camera’s GPS, or from Review &gt; Set the place.</source>
        <translation>有鸟的照片都没有地点。地点来自相机的 GPS，或“审核 &gt; 设置地点”。</translation>
    </message>
    <message>
        <source>{0} km</source>
        <translation>{0} 公里</translation>
    </message>
</context>
<context>
    <name>SpeciesChoice</name>
    <message>
        <source>Species shown</source>
        <translation>显示的鸟种</translation>
    </message>
    <message>
        <source>Find a species or a family</source>
        <translation>查找鸟种或科</translation>
    </message>
    <message>
        <source>Species in these photos</source>
        <translation>这些照片中的鸟种</translation>
    </message>
    <message>
        <source>All species</source>
        <translation>所有鸟种</translation>
    </message>
    <message>
        <source>Species shown: {0}</source>
        <translation>显示的鸟种：{0}</translation>
    </message>
</context>
<context>
    <name>SpeciesListModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Scientific name</source>
        <translation>学名</translation>
    </message>
    <message>
        <source>Birds</source>
        <translation>鸟数</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首次</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>末次</translation>
    </message>
    <message>
        <source>{0}, species not known</source>
        <translation>{0}，鸟种未知</translation>
    </message>
</context>
<context>
    <name>SpeciesPanel</name>
    <message>
        <source>Select a bird in the photo or in the list to see what it may be.</source>
        <translation>在照片或列表中选择一只鸟，看看它可能是什么。</translation>
    </message>
    <message>
        <source>{0} birds in this photo</source>
        <translation>这张照片里有 {0} 只鸟</translation>
    </message>
    <message>
        <source>{0} photos selected</source>
        <translation>已选 {0} 张照片</translation>
    </message>
    <message>
        <source>Accept confirms each bird in them with Birdeye’s name for it. A name that you type, Unsure and No bird apply to all of them.</source>
        <translation>“接受”会按 Birdeye 给出的名称逐一确认其中的鸟。您输入的名称、“不确定”和“不是鸟”则用于所有的鸟。</translation>
    </message>
</context>
<context>
    <name>SummaryWindow</name>
    <message>
        <source>Summary</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Photos shown</source>
        <translation>显示中的照片</translation>
    </message>
    <message>
        <source>All photos ever opened</source>
        <translation>打开过的所有照片</translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation>哪些照片</translation>
    </message>
    <message>
        <source>Only names that I confirmed</source>
        <translation>只算我确认过的名称</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Species</source>
        <translation>鸟种</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Life list</source>
        <translation>生涯鸟种</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>{0} reviewed</source>
        <translation>已审核 {0}</translation>
    </message>
    <message>
        <source>{0} without a name</source>
        <translation>{0} 只没有名称</translation>
    </message>
    <message>
        <source>Double-click a species to see its best photo.</source>
        <translation>双击鸟种可查看它最好的照片。</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>图片 (*.png *.svg)</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Something went wrong in Birdeye. Nothing was changed.</source>
        <translation>Birdeye 出错了。没有任何改动。</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Language of the birds’ names</source>
        <translation>鸟名的语言</translation>
    </message>
    <message>
        <source>Model that names the birds</source>
        <translation>识别鸟类的模型</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>更多工具</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>Checking the model in “{0}”…</source>
        <translation>正在检查“{0}”中的模型…</translation>
    </message>
    <message>
        <source>The model “{0}” was imported and is in use.</source>
        <translation>模型“{0}”已导入并启用。</translation>
    </message>
    <message>
        <source>The model “{0}” was imported. Choose it under Models to use it.</source>
        <translation>模型“{0}”已导入。在“模型”菜单中选择即可使用。</translation>
    </message>
    <message>
        <source>Let the photos of a &amp;burst vote on the name of a bird</source>
        <translation>让连拍的照片共同决定鸟名(&amp;B)</translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation>没有安装模型。</translation>
    </message>
    <message>
        <source>Model: {0}, version {1}, {2}</source>
        <translation>模型：{0}，版本 {1}，{2}</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>almost certain</source>
        <translation>几乎肯定</translation>
    </message>
    <message>
        <source>highly likely</source>
        <translation>非常可能</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>your region</source>
        <translation>您所在的地区</translation>
    </message>
    <message>
        <source>Not known from {0}</source>
        <translation>{0}没有记录</translation>
    </message>
    <message>
        <source>Not known from {0} in {1}</source>
        <translation>{0}在{1}没有记录</translation>
    </message>
    <message>
        <source>Birdeye’s own models</source>
        <translation>Birdeye 自带模型</translation>
    </message>
    <message>
        <source>{0}, detector {1}</source>
        <translation>{0}，检测器 {1}</translation>
    </message>
    <message>
        <source>{0} photo</source>
        <translation>{0} 张照片</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <translation>{0} 张照片</translation>
    </message>
    <message>
        <source>{0} bird</source>
        <translation>{0} 只鸟</translation>
    </message>
    <message>
        <source>{0} birds</source>
        <translation>{0} 只鸟</translation>
    </message>
    <message>
        <source>{0} species</source>
        <translation>{0} 个鸟种</translation>
    </message>
    <message>
        <source>parts are damaged or missing</source>
        <translation>部分内容损坏或缺失</translation>
    </message>
    <message>
        <source>cut short, {0}% is there</source>
        <translation>文件不完整，仅有 {0}%</translation>
    </message>
    <message>
        <source>from the file name</source>
        <translation>据文件名推断</translation>
    </message>
    <message>
        <source>last edited</source>
        <translation>最后编辑时间</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about {0} seconds left</source>
        <translation>大约还剩 {0} 秒</translation>
    </message>
    <message>
        <source>about {0} minute left</source>
        <translation>大约还剩 {0} 分钟</translation>
    </message>
    <message>
        <source>about {0} minutes left</source>
        <translation>大约还剩 {0} 分钟</translation>
    </message>
    <message>
        <source>about {0} hour left</source>
        <translation>大约还剩 {0} 小时</translation>
    </message>
    <message>
        <source>about {0} hours left</source>
        <translation>大约还剩 {0} 小时</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} day</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>at the same time</source>
        <translation>同时拍摄</translation>
    </message>
    <message>
        <source>{0} later</source>
        <translation>晚 {0}</translation>
    </message>
    <message>
        <source>{0} earlier</source>
        <translation>早 {0}</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
</TS>
