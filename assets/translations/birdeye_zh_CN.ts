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
        <translation>Birdeye 以 MIT 许可证发布。它使用了 LGPL 许可的 Qt 和 PySide6，以及 ONNX Runtime、NumPy、Pillow、libheif、LibRaw 等自由软件，其版本和条款列于“许可证”。</translation>
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
        <translation>此后又有其他更改。请先在“编辑”菜单中撤销那些更改。</translation>
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
        <source>&amp;Manual</source>
        <translation>使用手册(&amp;M)</translation>
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
        <translation>要移除模型“{0}”吗？</translation>
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
        <source>{0} removed from the list. Files and decisions stay.</source>
        <translation>已从列表移除 {0}。文件和您的决定都会保留。</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
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
        <source>Another model is right far more often: {0}, {1} species, a download of {2}.</source>
        <translation>有一个识别准确得多的模型：{0}，{1} 种，需下载 {2}。</translation>
    </message>
    <message>
        <source>In {0} of {1} photos with birds, no bird could be named. The model “{2}” names more birds (a download of {3}).</source>
        <translation>{1} 张有鸟的照片中，有 {0} 张没能识别出鸟名。模型“{2}”能识别更多的鸟（需下载 {3}）。</translation>
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
    <name>BirdClassField</name>
    <message>
        <source>as the file says</source>
        <translation>以文件为准</translation>
    </message>
    <message>
        <source>Number of the class of birds, from 0</source>
        <translation>鸟的类别编号，从 0 开始</translation>
    </message>
    <message>
        <source>Of the detector, counted from 0, without the background.</source>
        <translation>检测器中的编号，从 0 开始，不含背景。</translation>
    </message>
    <message>
        <source>Counted from 0, without the background. It could not be guessed.</source>
        <translation>从 0 开始计数，不含背景。无法推测。</translation>
    </message>
    <message>
        <source>Your choice; {0} was guessed.</source>
        <translation>您的选择；推测为 {0}。</translation>
    </message>
    <message>
        <source>The file says so.</source>
        <translation>文件中写明了。</translation>
    </message>
    <message>
        <source>Guessed: bird among the {0} classes of {1}.</source>
        <translation>推测：{1} 的 {0} 个类别中的 bird。</translation>
    </message>
    <message>
        <source>The only class there is.</source>
        <translation>唯一的类别。</translation>
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
        <source>{0} is the likeliest species ({1}), but not likely enough to be named. Together, the species of this group reach {2}.</source>
        <translation>可能是{0}（{1}），但还不足以确定；这一类群合计为 {2}。</translation>
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
        <translation>也可能是{0}，模型无法区分它们</translation>
    </message>
    <message>
        <source>by looks</source>
        <translation>仅凭外形</translation>
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
        <translation>待审核</translation>
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
        <translation>Birdeye 把“{0}”对您命名过的鸟的判断与您给出的名称相比较，让“可能”“几乎肯定”这些说法名副其实。</translation>
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
        <source>You named {0} of {1}.</source>
        <translation>您命名了 {0}，属于 {1}。</translation>
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
    <name>CandidateRanking</name>
    <message>
        <source>None of its species in the list is expected there</source>
        <translation>列表中该类群的物种都不应在那里出现</translation>
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
        <source>accept the names of {0} birds</source>
        <translation>接受 {0} 只鸟的名称</translation>
    </message>
    <message>
        <source>draw a box</source>
        <translation>画方框</translation>
    </message>
    <message>
        <source>move a box</source>
        <translation>移动方框</translation>
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
        <source>The count and details that you stated go with the new name.</source>
        <translation>您填写的数量和其他信息随新名称一并转移。</translation>
    </message>
    <message>
        <source>{0} you had decided before stays as it is.</source>
        <translation>您先前已决定的 {0} 只保持不变。</translation>
    </message>
    <message>
        <source>{0} you had decided before stay as they are.</source>
        <translation>您先前已决定的 {0} 只保持不变。</translation>
    </message>
    <message>
        <source>{0} of them you had decided otherwise before.</source>
        <translation>其中 {0} 只您先前的决定不同。</translation>
    </message>
    <message>
        <source>Box drawn.</source>
        <translation>已画方框。</translation>
    </message>
    <message>
        <source>Box moved.</source>
        <translation>已移动方框。</translation>
    </message>
    <message>
        <source>Box deleted.</source>
        <translation>已删除方框。</translation>
    </message>
    <message>
        <source>Date of {0} set.</source>
        <translation>已设置 {0}的日期。</translation>
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
        <translation>已设置 {0}的地点。</translation>
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
        <translation>{1}中的 {0}已确认为“{2}”。</translation>
    </message>
    <message>
        <source>Marked unsure.</source>
        <translation>已标为不确定。</translation>
    </message>
    <message>
        <source>{0} in {1} marked unsure.</source>
        <translation>{1}中的 {0}已标为不确定。</translation>
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
        <source>accept the name of a bird</source>
        <translation>接受一只鸟的名称</translation>
    </message>
    <message>
        <source>delete a box</source>
        <translation>删除一个方框</translation>
    </message>
    <message>
        <source>set the count and details</source>
        <translation>设置数量和详情</translation>
    </message>
    <message>
        <source>{0} bird whose name is unlikely there is left to you.</source>
        <translation>{0} 只的名称在该地不太可能，留待您决定。</translation>
    </message>
    <message>
        <source>{0} birds whose names are unlikely there are left to you.</source>
        <translation>{0} 只的名称在该地不太可能，留待您决定。</translation>
    </message>
    <message>
        <source>{0} bird without a name is left to you.</source>
        <translation>{0} 只没有名称，留待您决定。</translation>
    </message>
    <message>
        <source>{0} birds without a name are left to you.</source>
        <translation>{0} 只没有名称，留待您决定。</translation>
    </message>
    <message>
        <source>{0} in {1} confirmed with Birdeye’s names.</source>
        <translation>{1}中的 {0}已按 Birdeye 给出的名称确认。</translation>
    </message>
    <message>
        <source>Count and details set.</source>
        <translation>已设置数量和详情。</translation>
    </message>
    <message>
        <source>{0} in {1} marked as no bird.</source>
        <translation>{1}中的 {0}已标为不是鸟。</translation>
    </message>
    <message>
        <source>The decision was taken back.</source>
        <translation>已收回决定。</translation>
    </message>
    <message>
        <source>The decisions about {0} in {1} were taken back.</source>
        <translation>已收回对 {1}中 {0}的决定。</translation>
    </message>
    <message>
        <source>name a bird {1}</source>
        <translation>将一只鸟命名为{1}</translation>
    </message>
    <message>
        <source>mark a bird unsure</source>
        <translation>把一只鸟标为不确定</translation>
    </message>
    <message>
        <source>mark a box as no bird</source>
        <translation>将一个方框标为不是鸟</translation>
    </message>
    <message>
        <source>take back a decision</source>
        <translation>收回一个决定</translation>
    </message>
    <message>
        <source>name {0} birds {1}</source>
        <translation>将 {0} 只鸟命名为{1}</translation>
    </message>
    <message>
        <source>mark {0} boxes as no bird</source>
        <translation>将 {0} 个方框标为不是鸟</translation>
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
        <translation>分类器，{0} 个输出：识别图中鸟的种类</translation>
    </message>
    <message>
        <source>{1}: it finds the birds in a photo</source>
        <translation>{1}：检测照片中的鸟</translation>
    </message>
    <message>
        <source>{1}, one class: it finds the birds in a photo</source>
        <translation>{1}，一个类别：检测照片中的鸟</translation>
    </message>
    <message>
        <source>{1}, {0} classes: it finds the birds in a photo</source>
        <translation>{1}，{0} 个类别：检测照片中的鸟</translation>
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
        <source>The best {0} of {1} photos, by your rating and then by sharpness.</source>
        <translation>{1} 张照片中最好的 {0} 张：先按您的评级，再按清晰度。</translation>
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
        <translation>{0} 个方框</translation>
    </message>
    <message>
        <source>{0} boxes</source>
        <translation>{0} 个方框</translation>
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
        <source>it has changed since it was identified</source>
        <translation>识别之后它已被改动</translation>
    </message>
    <message>
        <source>The report has no picture of it; identify it again first.</source>
        <translation>报告中没有它的图片；请先重新识别。</translation>
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
        <translation>请把还能复制的内容复制到其他磁盘。</translation>
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
        <translation>无法下载“{0}”：{1}。</translation>
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
        <translation>其元数据没有空间容纳更多关键字</translation>
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
        <source>its names may be those of “{0}”, which was not written</source>
        <translation>其中的名称可能属于“{0}”，而该照片未被写入</translation>
    </message>
    <message>
        <source>Review both photos and export both.</source>
        <translation>请确认这两张照片，再一并导出。</translation>
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
        <translation>已从备份中恢复 {0} 张照片和 {1} 只已审核的鸟。</translation>
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
        <translation>目录曾损坏，现已修复：保住了 {0} 张照片和 {1} 只已审核的鸟。</translation>
    </message>
    <message>
        <source>The damaged file is kept as “{0}”.</source>
        <translation>损坏的文件保留为“{0}”。</translation>
    </message>
    <message>
        <source>{0} review could not be saved.</source>
        <translation>有 {0} 条审核记录未能保住。</translation>
    </message>
    <message>
        <source>{0} reviews could not be saved.</source>
        <translation>有 {0} 条审核记录未能保住。</translation>
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
        <translation>请检查您最后审核的照片。</translation>
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
        <translation>请换一个名称，或先移除那个模型。</translation>
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
        <source>No photo in “{0}” has a name.</source>
        <translation>“{0}”中没有带名称的照片。</translation>
    </message>
    <message>
        <source>Put the photos into folders named after their birds, or add a table (CSV) with the columns file and scientific_name.</source>
        <translation>请将照片放入以鸟名命名的文件夹，或添加一个含 file 和 scientific_name 列的表格（CSV）。</translation>
    </message>
    <message>
        <source>“{0}” cannot be calibrated: {1}.</source>
        <translation>“{0}”无法校准：{1}。</translation>
    </message>
    <message>
        <source>no bird with a known name was found</source>
        <translation>没有找到已知名称的鸟</translation>
    </message>
    <message>
        <source>1 bird of 1 species is too few</source>
        <translation>1 个鸟种的 1 只鸟太少</translation>
    </message>
    <message>
        <source>{0} birds of {1} species are too few</source>
        <translation>{1} 个鸟种的 {0} 只鸟太少</translation>
    </message>
    <message>
        <source>At least {0} birds of {1} species are needed; several hundred of many species are better.</source>
        <translation>至少需要 {1} 个鸟种的 {0} 只鸟；多个鸟种的数百只更好。</translation>
    </message>
    <message>
        <source>“{0}” keeps its precision, because it is already quantised: leave the option out.</source>
        <translation>“{0}”已量化，精度保持不变：请去掉该选项。</translation>
    </message>
    <message>
        <source>“{0}” takes the pixels themselves, 0 to 255, so it has no use for a mean and a scale: leave those options out.</source>
        <translation>“{0}”直接使用 0 到 255 的像素值，不需要均值和缩放：请去掉这些选项。</translation>
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
        <translation>其中没有鸟种名称</translation>
    </message>
    <message>
        <source>it does not contain the names of its species</source>
        <translation>其中没有鸟种名称</translation>
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
        <translation>{0}用不到鸟种名称</translation>
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
    <message>
        <source>it is damaged ({0})</source>
        <translation>文件已损坏（{0}）</translation>
    </message>
    <message>
        <source>it ends early</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>文件已加密</translation>
    </message>
    <message>
        <source>it is a damaged ZIP ({0})</source>
        <translation>它是损坏的 ZIP（{0}）</translation>
    </message>
    <message>
        <source>the ZIP directory points outside the file</source>
        <translation>ZIP 目录指向文件之外</translation>
    </message>
    <message>
        <source>its compression is not supported</source>
        <translation>不支持其压缩方式</translation>
    </message>
    <message>
        <source>its {0} bytes are too many</source>
        <translation>它有 {0} 字节，过大</translation>
    </message>
    <message>
        <source>the name occurs twice</source>
        <translation>名称出现了两次</translation>
    </message>
    <message>
        <source>it is not a numpy array</source>
        <translation>它不是 numpy 数组</translation>
    </message>
    <message>
        <source>its header is too long</source>
        <translation>其文件头过长</translation>
    </message>
    <message>
        <source>its header is not that of a plain array of numbers</source>
        <translation>其文件头不是普通数值数组的文件头</translation>
    </message>
    <message>
        <source>it states an impossible shape</source>
        <translation>它声明的形状不可能存在</translation>
    </message>
    <message>
        <source>it states the impossible shape {0}</source>
        <translation>它声明的形状 {0} 不可能存在</translation>
    </message>
    <message>
        <source>its length does not fit its shape</source>
        <translation>其长度与形状不符</translation>
    </message>
    <message>
        <source>its type of numbers is not known</source>
        <translation>不认识其数值类型</translation>
    </message>
    <message>
        <source>it states {0} arrays</source>
        <translation>它声明有 {0} 个数组</translation>
    </message>
    <message>
        <source>it states {0} arrays, more than it has room for</source>
        <translation>它声明有 {0} 个数组，超出文件的容量</translation>
    </message>
    <message>
        <source>its arrays have no names, so that no network can use them</source>
        <translation>其中的数组没有名称，任何网络都无法使用</translation>
    </message>
    <message>
        <source>it has {0} arrays but {1} names</source>
        <translation>它有 {0} 个数组，却有 {1} 个名称</translation>
    </message>
    <message>
        <source>{0} bytes follow its end</source>
        <translation>其末尾之后还有 {0} 字节</translation>
    </message>
    <message>
        <source>it ends early: {0} bytes were expected, {1} are left</source>
        <translation>文件不完整：应有 {0} 字节，只剩 {1} 字节</translation>
    </message>
    <message>
        <source>it is {0} bytes long, too short</source>
        <translation>它只有 {0} 字节，太短</translation>
    </message>
    <message>
        <source>it is not an MXNet parameter file (its first 8 bytes differ)</source>
        <translation>它不是 MXNet 参数文件（前 8 个字节不符）</translation>
    </message>
    <message>
        <source>The file is damaged or not an MXNet parameter file; get a fresh copy.</source>
        <translation>文件已损坏，或不是 MXNet 参数文件；请重新获取一份。</translation>
    </message>
    <message>
        <source>array {0} begins with {1}, no known format</source>
        <translation>数组 {0} 以 {1} 开头，不是已知格式</translation>
    </message>
    <message>
        <source>array {0} has the unknown storage type {1}</source>
        <translation>数组 {0} 的存储类型 {1} 未知</translation>
    </message>
    <message>
        <source>array {0} is sparse, which this generation is not</source>
        <translation>数组 {0} 是稀疏的，而这一代格式没有稀疏数组</translation>
    </message>
    <message>
        <source>array {0} is sparse and too large when filled</source>
        <translation>数组 {0} 是稀疏的，展开后过大</translation>
    </message>
    <message>
        <source>array {0} is sparse and wrong ({1})</source>
        <translation>稀疏数组 {0} 有误（{1}）</translation>
    </message>
    <message>
        <source>array {0} has no shape</source>
        <translation>数组 {0} 没有形状</translation>
    </message>
    <message>
        <source>array {0} states {1} dimensions</source>
        <translation>数组 {0} 声明有 {1} 个维度</translation>
    </message>
    <message>
        <source>array {0} states the impossible shape {1}</source>
        <translation>数组 {0} 声明的形状 {1} 不可能存在</translation>
    </message>
    <message>
        <source>array {0} has the unknown type {1}</source>
        <translation>数组 {0} 的类型 {1} 未知</translation>
    </message>
    <message>
        <source>array {0} should take {1} bytes, but only {2} are left</source>
        <translation>数组 {0} 应占 {1} 字节，却只剩 {2} 字节</translation>
    </message>
    <message>
        <source>a name of {0} bytes is too long</source>
        <translation>{0} 字节的名称过长</translation>
    </message>
    <message>
        <source>the name “{0}” occurs twice</source>
        <translation>名称“{0}”出现了两次</translation>
    </message>
    <message>
        <source>a name is not UTF-8</source>
        <translation>有名称不是 UTF-8</translation>
    </message>
    <message>
        <source>it is not an MXNet symbol: the list “nodes” is missing</source>
        <translation>它不是 MXNet symbol：缺少列表“nodes”</translation>
    </message>
    <message>
        <source>it contains far more values than any network</source>
        <translation>其中的数值远多于任何网络</translation>
    </message>
    <message>
        <source>it has {0} nodes</source>
        <translation>它有 {0} 个节点</translation>
    </message>
    <message>
        <source>it has no outputs (“heads” is empty)</source>
        <translation>它没有输出（“heads”为空）</translation>
    </message>
    <message>
        <source>its “mxnet_version” is not a version number</source>
        <translation>其“mxnet_version”不是版本号</translation>
    </message>
    <message>
        <source>node {0} is not an object</source>
        <translation>节点 {0} 不是对象</translation>
    </message>
    <message>
        <source>node {0} has no operator or no name</source>
        <translation>节点 {0} 没有算子或没有名称</translation>
    </message>
    <message>
        <source>{0} is a variable with inputs</source>
        <translation>{0} 是带输入的变量</translation>
    </message>
    <message>
        <source>its inputs are not a list</source>
        <translation>其输入不是列表</translation>
    </message>
    <message>
        <source>“{0}” is not an object</source>
        <translation>“{0}”不是对象</translation>
    </message>
    <message>
        <source>an input is not [node, output]</source>
        <translation>有一个输入不是 [node, output]</translation>
    </message>
    <message>
        <source>its input [{0}, {1}] does not come before</source>
        <translation>其输入 [{0}, {1}] 不在它之前</translation>
    </message>
    <message>
        <source>the attribute “{0}” is not text</source>
        <translation>属性“{0}”不是文本</translation>
    </message>
    <message>
        <source>the attribute “{0}” is missing</source>
        <translation>缺少属性“{0}”</translation>
    </message>
    <message>
        <source>the attribute “{0}”, “{1}”, {2}</source>
        <translation>属性“{0}”的值“{1}”{2}</translation>
    </message>
    <message>
        <source>is neither True nor False</source>
        <translation>既不是 True 也不是 False</translation>
    </message>
    <message>
        <source>is not a whole number</source>
        <translation>不是整数</translation>
    </message>
    <message>
        <source>is not a number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>is not one of {0}</source>
        <translation>不是 {0} 之一</translation>
    </message>
    <message>
        <source>is not a tuple of axes</source>
        <translation>不是轴的元组</translation>
    </message>
    <message>
        <source>is a tuple that does not end</source>
        <translation>是没有结尾的元组</translation>
    </message>
    <message>
        <source>has more than {0} items</source>
        <translation>超过 {0} 项</translation>
    </message>
    <message>
        <source>does not have {0} items</source>
        <translation>不是 {0} 项</translation>
    </message>
    <message>
        <source>The checkpoint “{0}”</source>
        <translation>检查点“{0}”</translation>
    </message>
    <message>
        <source>it cannot be looked for: {0}</source>
        <translation>无法查找：{0}</translation>
    </message>
    <message>
        <source>Choose one of its two files.</source>
        <translation>请选择它的两个文件之一。</translation>
    </message>
    <message>
        <source>there is no file “{0}”</source>
        <translation>没有文件“{0}”</translation>
    </message>
    <message>
        <source>there is no file “{0}”; there are {1}</source>
        <translation>没有文件“{0}”；现有 {1}</translation>
    </message>
    <message>
        <source>there is no file “{0}-NNNN.params” beside it</source>
        <translation>旁边没有文件“{0}-NNNN.params”</translation>
    </message>
    <message>
        <source>A checkpoint is named by its files without “-symbol.json” and “-0000.params”.</source>
        <translation>检查点以其文件名去掉“-symbol.json”和“-0000.params”来指称。</translation>
    </message>
    <message>
        <source>its names (such as “{0}”) are from Gluon&apos;s save_parameters, which do not say where in the network an array belongs</source>
        <translation>其中的名称（如“{0}”）来自 Gluon 的 save_parameters，没有说明数组属于网络的哪一部分</translation>
    </message>
    <message>
        <source>Export the network with HybridBlock.export and convert those files.</source>
        <translation>请用 HybridBlock.export 导出网络，再转换导出的文件。</translation>
    </message>
    <message>
        <source>it lacks “{0}”</source>
        <translation>它缺少“{0}”</translation>
    </message>
    <message>
        <source>it lacks {0} of the arrays that “{1}” needs: {2}</source>
        <translation>它缺少“{1}”所需的 {0} 个数组：{2}</translation>
    </message>
    <message>
        <source>Check that the two files come from the same training.</source>
        <translation>请检查两个文件是否来自同一次训练。</translation>
    </message>
    <message>
        <source>Check that symbol and parameters come from the same training.</source>
        <translation>请检查 symbol 和参数是否来自同一次训练。</translation>
    </message>
    <message>
        <source>The input “{0}”</source>
        <translation>输入“{0}”</translation>
    </message>
    <message>
        <source>the network has none of that name; it has {0}</source>
        <translation>网络中没有这个名称；它有 {0}</translation>
    </message>
    <message>
        <source>its shape is not known</source>
        <translation>其形状未知</translation>
    </message>
    <message>
        <source>its shape is not known (given are {0})</source>
        <translation>其形状未知（已给出的是 {0}）</translation>
    </message>
    <message>
        <source>State its shape.</source>
        <translation>请给出其形状。</translation>
    </message>
    <message>
        <source>{0} is not a shape</source>
        <translation>{0} 不是形状</translation>
    </message>
    <message>
        <source>its inputs and attributes do not fit together ({0})</source>
        <translation>其输入与属性不相符（{0}）</translation>
    </message>
    <message>
        <source>its inputs and options do not fit together ({0})</source>
        <translation>其输入与选项不相符（{0}）</translation>
    </message>
    <message>
        <source>The check of “{0}”</source>
        <translation>对“{0}”的核对</translation>
    </message>
    <message>
        <source>it is a Faster R-CNN training graph whose losses are not those of example/rcnn, so scores and boxes cannot be distinguished</source>
        <translation>它是 Faster R-CNN 的训练图，但其损失与 example/rcnn 不同，因此无法区分得分和边框</translation>
    </message>
    <message>
        <source>Convert the test graph of the same network instead.</source>
        <translation>请改为转换同一网络的测试图。</translation>
    </message>
    <message>
        <source>{0} cannot be converted, because it uses what Birdeye does not support: {1}.</source>
        <translation>无法转换{0}，因为它用到了 Birdeye 不支持的内容：{1}。</translation>
    </message>
    <message>
        <source>this operator is not known</source>
        <translation>不认识这个算子</translation>
    </message>
    <message>
        <source>{0}, {1} times: {2}</source>
        <translation>{0}，{1} 次：{2}</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 个</translation>
    </message>
    <message>
        <source>The converted model does not pass ONNX&apos;s own check: {0}.</source>
        <translation>转换后的模型未通过 ONNX 自身的检查：{0}。</translation>
    </message>
    <message>
        <source>This is a fault of Birdeye; please report it with the checkpoint.</source>
        <translation>这是 Birdeye 的错误；请连同检查点一起报告。</translation>
    </message>
    <message>
        <source>The network is larger than 2 GB, more than one ONNX file can contain.</source>
        <translation>网络大于 2 GB，超过一个 ONNX 文件的容量。</translation>
    </message>
    <message>
        <source>onnxruntime refuses “{0}” ({1}).</source>
        <translation>onnxruntime 拒绝了“{0}”（{1}）。</translation>
    </message>
    <message>
        <source>onnxruntime cannot quantise the model ({0}).</source>
        <translation>onnxruntime 无法量化该模型（{0}）。</translation>
    </message>
    <message>
        <source>The model cannot be quantised without sample photos; give a folder of photos.</source>
        <translation>没有样本照片无法量化模型；请提供照片文件夹。</translation>
    </message>
    <message>
        <source>“{0}” by {1} relative</source>
        <translation>“{0}”的相对误差为 {1}</translation>
    </message>
    <message>
        <source>“{0}” by {1} relative, {2} of {3} rows alike</source>
        <translation>“{0}”的相对误差为 {1}，{3} 行中有 {2} 行相同</translation>
    </message>
    <message>
        <source>has a different first choice</source>
        <translation>的首选不同</translation>
    </message>
    <message>
        <source>has the shape {0}, not {1}</source>
        <translation>的形状为 {0}，而不是 {1}</translation>
    </message>
    <message>
        <source>has the shape {0}, but the file declares {1}</source>
        <translation>的形状为 {0}，而文件声明为 {1}</translation>
    </message>
    <message>
        <source>a_min {0} is larger than a_max {1}</source>
        <translation>a_min {0} 大于 a_max {1}</translation>
    </message>
    <message>
        <source>{0} is not an order of {1} axes</source>
        <translation>{0} 不是 {1} 个轴的排列</translation>
    </message>
    <message>
        <source>{0} is not an order of its axes</source>
        <translation>{0} 不是其各轴的排列</translation>
    </message>
    <message>
        <source>begin, end and step differ in length</source>
        <translation>begin、end 和 step 的长度不同</translation>
    </message>
    <message>
        <source>{0} cannot be cut into {1} equal pieces</source>
        <translation>{0} 不能切成 {1} 等份</translation>
    </message>
    <message>
        <source>{0} at {1} does not lie in {2}</source>
        <translation>位于 {1} 的 {0} 不在 {2} 之内</translation>
    </message>
    <message>
        <source>its weight {0} is not for a kernel of {1}</source>
        <translation>其权重 {0} 与卷积核 {1} 不符</translation>
    </message>
    <message>
        <source>its weight {0} is for {1} channels, its input has {2}</source>
        <translation>其权重 {0} 用于 {1} 个通道，而输入有 {2} 个</translation>
    </message>
    <message>
        <source>its weight is for {0} channels, its input has {1}</source>
        <translation>其权重用于 {0} 个通道，而输入有 {1} 个</translation>
    </message>
    <message>
        <source>its bias {0} is not for {1} filters</source>
        <translation>其偏置 {0} 与 {1} 个滤波器不符</translation>
    </message>
    <message>
        <source>its bias {0} does not fit its filters</source>
        <translation>其偏置 {0} 与滤波器不符</translation>
    </message>
    <message>
        <source>its {0} filters are not for {1} channels</source>
        <translation>其 {0} 个滤波器与 {1} 个通道不符</translation>
    </message>
    <message>
        <source>{0}={1} does not have {2} numbers</source>
        <translation>{0}={1} 不是 {2} 个数</translation>
    </message>
    <message>
        <source>target_shape {0} is too large</source>
        <translation>target_shape {0} 过大</translation>
    </message>
    <message>
        <source>it has no size, or a ratio that is not positive</source>
        <translation>它没有尺寸，或有非正的比例</translation>
    </message>
    <message>
        <source>it makes more anchors than any network has</source>
        <translation>它产生的锚框多于任何网络</translation>
    </message>
    <message>
        <source>its input has the shape {0}</source>
        <translation>其输入的形状为 {0}</translation>
    </message>
    <message>
        <source>it reads columns that rows of {0} numbers do not have</source>
        <translation>它读取的列在 {0} 个数的行中不存在</translation>
    </message>
    <message>
        <source>{0} scores do not fit {1} anchors</source>
        <translation>{0} 个得分与 {1} 个锚框不符</translation>
    </message>
    <message>
        <source>it has no class beside the background</source>
        <translation>除背景外没有其他类别</translation>
    </message>
    <message>
        <source>it runs Python code (op_type “{0}”) that a checkpoint does not contain</source>
        <translation>它要运行检查点中没有的 Python 代码（op_type“{0}”）</translation>
    </message>
    <message>
        <source>its settings make no anchors</source>
        <translation>其设置不产生任何锚框</translation>
    </message>
    <message>
        <source>{0} regions are requested</source>
        <translation>要求了 {0} 个区域</translation>
    </message>
    <message>
        <source>its inputs are not maps</source>
        <translation>其输入不是特征图</translation>
    </message>
    <message>
        <source>{0} scores and {1} corrections do not fit {2} anchors</source>
        <translation>{0} 个得分和 {1} 个修正与 {2} 个锚框不符</translation>
    </message>
    <message>
        <source>{0} scores and {1} corrections do not fit {2} regions</source>
        <translation>{0} 个得分和 {1} 个修正与 {2} 个区域不符</translation>
    </message>
    <message>
        <source>{0} x {1} bins are not a grid</source>
        <translation>{0} x {1} 不是网格</translation>
    </message>
    <message>
        <source>{0} to {1} by {2} is not a range</source>
        <translation>从 {0} 到 {1}、步长 {2} 不是范围</translation>
    </message>
    <message>
        <source>{0} is not a shape to be filled</source>
        <translation>{0} 不是可填充的形状</translation>
    </message>
    <message>
        <source>mode=always draws at random in every run</source>
        <translation>mode=always 每次运行都随机取值</translation>
    </message>
    <message>
        <source>{0} channels in {1} groups</source>
        <translation>{0} 个通道分为 {1} 组</translation>
    </message>
    <message>
        <source>“{0}” has the shape {1}, which does not fit {2} channels</source>
        <translation>“{0}”的形状为 {1}，与 {2} 个通道不符</translation>
    </message>
    <message>
        <source>a kernel of {0} for {1} dimensions</source>
        <translation>{1} 个维度却用 {0} 维的核</translation>
    </message>
    <message>
        <source>kernel, stride or pad is out of range</source>
        <translation>kernel、stride 或 pad 超出范围</translation>
    </message>
    <message>
        <source>a window of {0} does not fit {1} rows</source>
        <translation>大小为 {0} 的窗口与 {1} 行不符</translation>
    </message>
    <message>
        <source>a window of {0} with steps of {1} makes no sense</source>
        <translation>大小为 {0}、步长为 {1} 的窗口没有意义</translation>
    </message>
    <message>
        <source>with an input of {0} a window is entirely in the padding</source>
        <translation>输入为 {0} 时，有窗口完全落在填充区</translation>
    </message>
    <message>
        <source>Enlarge the input.</source>
        <translation>请增大输入。</translation>
    </message>
    <message>
        <source>{0} and {1} do not fit together</source>
        <translation>{0} 与 {1} 不相符</translation>
    </message>
    <message>
        <source>{0}, {1} and {2} do not fit together</source>
        <translation>{0}、{1} 与 {2} 不相符</translation>
    </message>
    <message>
        <source>clipped states are not supported</source>
        <translation>不支持截断的状态</translation>
    </message>
    <message>
        <source>{0} has -1 more than once</source>
        <translation>{0} 中 -1 出现了不止一次</translation>
    </message>
    <message>
        <source>a size is only known when the network runs</source>
        <translation>有尺寸要到网络运行时才知道</translation>
    </message>
    <message>
        <source>its size is only known when the network runs</source>
        <translation>其大小要到网络运行时才知道</translation>
    </message>
    <message>
        <source>{0} cannot be split into {1} and {2}</source>
        <translation>{0} 不能分成 {1} 和 {2}</translation>
    </message>
    <message>
        <source>{0} cannot be split into {1}</source>
        <translation>{0} 不能分成 {1}</translation>
    </message>
    <message>
        <source>the codes {0} do not fit {1}</source>
        <translation>代码 {0} 与 {1} 不符</translation>
    </message>
    <message>
        <source>{0} does not fit into {1}</source>
        <translation>{0} 放不进 {1}</translation>
    </message>
    <message>
        <source>-4 needs two sizes after it in {0}</source>
        <translation>{0} 中 -4 之后需要两个尺寸</translation>
    </message>
    <message>
        <source>{0} drops a size that is not 1</source>
        <translation>{0} 去掉了不为 1 的尺寸</translation>
    </message>
    <message>
        <source>the code {0} is not known</source>
        <translation>不认识代码 {0}</translation>
    </message>
    <message>
        <source>{0} is not a size</source>
        <translation>{0} 不是尺寸</translation>
    </message>
    <message>
        <source>it states no scale for both sides</source>
        <translation>它没有给出两边的缩放</translation>
    </message>
    <message>
        <source>{0} layers of {1}</source>
        <translation>{1} 的 {0} 层</translation>
    </message>
    <message>
        <source>it has {0} parameters, where {1} are needed</source>
        <translation>它有 {0} 个参数，而需要 {1} 个</translation>
    </message>
    <message>
        <source>its shape {0} has too few dimensions</source>
        <translation>其形状 {0} 的维度太少</translation>
    </message>
    <message>
        <source>its shape {0} is not of pictures</source>
        <translation>其形状 {0} 不是图像的形状</translation>
    </message>
    <message>
        <source>it is computed, but must be a constant</source>
        <translation>它是计算得出的，而这里必须是常量</translation>
    </message>
    <message>
        <source>its values are computed, where constants must be</source>
        <translation>其值是计算得出的，而这里必须是常量</translation>
    </message>
    <message>
        <source>its type cannot be inferred</source>
        <translation>无法推断其类型</translation>
    </message>
    <message>
        <source>the shapes {0} do not fit {1} ({2})</source>
        <translation>形状 {0} 与 {1} 不符（{2}）</translation>
    </message>
    <message>
        <source>Check the input shape.</source>
        <translation>请检查输入形状。</translation>
    </message>
    <message>
        <source>its constants do not fit {0} ({1})</source>
        <translation>其常量与 {0} 不符（{1}）</translation>
    </message>
    <message>
        <source>{0} cannot become {1}</source>
        <translation>{0} 不能变为 {1}</translation>
    </message>
    <message>
        <source>its padding is {0}</source>
        <translation>其填充为 {0}</translation>
    </message>
    <message>
        <source>its padding is neither SAME nor VALID</source>
        <translation>其填充既不是 SAME 也不是 VALID</translation>
    </message>
    <message>
        <source>{0} scores are not of {1}</source>
        <translation>{0} 个得分不属于 {1}</translation>
    </message>
    <message>
        <source>its scales are {0}</source>
        <translation>其缩放为 {0}</translation>
    </message>
    <message>
        <source>its overlap threshold is {0}</source>
        <translation>其重叠阈值为 {0}</translation>
    </message>
    <message>
        <source>its output is {0}</source>
        <translation>其输出为 {0}</translation>
    </message>
    <message>
        <source>steps of {0} make no sense</source>
        <translation>步长 {0} 没有意义</translation>
    </message>
    <message>
        <source>its weights are not a matrix</source>
        <translation>其权重不是矩阵</translation>
    </message>
    <message>
        <source>its weights are not for rows of {0}</source>
        <translation>其权重与 {0} 的行不符</translation>
    </message>
    <message>
        <source>its weights are computed</source>
        <translation>其权重是计算得出的</translation>
    </message>
    <message>
        <source>its weights are shuffled</source>
        <translation>其权重的次序被打乱</translation>
    </message>
    <message>
        <source>its input {0} is computed</source>
        <translation>其输入 {0} 是计算得出的</translation>
    </message>
    <message>
        <source>its input {0} is missing</source>
        <translation>缺少其输入 {0}</translation>
    </message>
    <message>
        <source>its input {0} is never computed</source>
        <translation>其输入 {0} 从未被计算</translation>
    </message>
    <message>
        <source>one of its outputs is never computed</source>
        <translation>它有一个输出从未被计算</translation>
    </message>
    <message>
        <source>its bounds are not one for each axis</source>
        <translation>其边界不是每轴一个</translation>
    </message>
    <message>
        <source>{0} x {1} is not in {2}</source>
        <translation>{0} x {1} 不在 {2} 之内</translation>
    </message>
    <message>
        <source>{0} pictures are not in {1}</source>
        <translation>{0} 张图不在 {1} 之内</translation>
    </message>
    <message>
        <source>an ellipsis or a new axis</source>
        <translation>省略号或新轴</translation>
    </message>
    <message>
        <source>a step of 0</source>
        <translation>步长为 0</translation>
    </message>
    <message>
        <source>{0} is none of {1}</source>
        <translation>{0} 不属于 {1}</translation>
    </message>
    <message>
        <source>blocks of {0}</source>
        <translation>大小为 {0} 的块</translation>
    </message>
    <message>
        <source>blocks {0}, edges {1}</source>
        <translation>块 {0}，边缘 {1}</translation>
    </message>
    <message>
        <source>{0} to {1} of {2}</source>
        <translation>{2} 的 {0} 到 {1}</translation>
    </message>
    <message>
        <source>{0} has no mirror of {1}</source>
        <translation>{0} 没有 {1} 的镜像</translation>
    </message>
    <message>
        <source>its option “{0}” is missing</source>
        <translation>缺少其选项“{0}”</translation>
    </message>
    <message>
        <source>the fused activation {0} is not known</source>
        <translation>不认识融合激活 {0}</translation>
    </message>
    <message>
        <source>it is not a TFLite model</source>
        <translation>它不是 TFLite 模型</translation>
    </message>
    <message>
        <source>its version is {0}, not {1}</source>
        <translation>其版本为 {0}，而不是 {1}</translation>
    </message>
    <message>
        <source>it contains no network</source>
        <translation>其中没有网络</translation>
    </message>
    <message>
        <source>it has no inputs or no outputs</source>
        <translation>它没有输入或没有输出</translation>
    </message>
    <message>
        <source>it has {0} outputs</source>
        <translation>它有 {0} 个输出</translation>
    </message>
    <message>
        <source>{0} has the shape {1}</source>
        <translation>{0} 的形状为 {1}</translation>
    </message>
    <message>
        <source>{0} has more than {1} elements</source>
        <translation>{0} 超过 {1} 个元素</translation>
    </message>
    <message>
        <source>{0} is of a type that is not supported ({1})</source>
        <translation>{0} 的类型不受支持（{1}）</translation>
    </message>
    <message>
        <source>{0} has no buffer</source>
        <translation>{0} 没有缓冲区</translation>
    </message>
    <message>
        <source>{0} has values that are not numbers</source>
        <translation>{0} 中有不是数字的值</translation>
    </message>
    <message>
        <source>{0} has {1} bytes for the shape {2}</source>
        <translation>{0} 的形状为 {2}，却有 {1} 字节</translation>
    </message>
    <message>
        <source>{0} has {1} scales for the shape {2}</source>
        <translation>{0} 的形状为 {2}，却有 {1} 个缩放</translation>
    </message>
    <message>
        <source>{0} has a scale that is not a positive number</source>
        <translation>{0} 有缩放不是正数</translation>
    </message>
    <message>
        <source>{0} has a zero point beyond 8 bits</source>
        <translation>{0} 的零点超出 8 位</translation>
    </message>
    <message>
        <source>its zero point is outside its range</source>
        <translation>其零点超出范围</translation>
    </message>
    <message>
        <source>it has a scale for each channel, like weights</source>
        <translation>它像权重一样每个通道各有一个缩放</translation>
    </message>
    <message>
        <source>a computed tensor has a scale for each channel</source>
        <translation>有计算得出的张量每个通道各有一个缩放</translation>
    </message>
    <message>
        <source>its bias does not fit into 32 bits</source>
        <translation>其偏置超出 32 位</translation>
    </message>
    <message>
        <source>quantised to {0}, not to 8 bits</source>
        <translation>量化为 {0}，而不是 8 位</translation>
    </message>
    <message>
        <source>an operator has no code</source>
        <translation>有算子没有代码</translation>
    </message>
    <message>
        <source>a {0} has no output</source>
        <translation>有一个 {0} 没有输出</translation>
    </message>
    <message>
        <source>a {0} has no options</source>
        <translation>有一个 {0} 没有选项</translation>
    </message>
    <message>
        <source>a {0} has an option that is not a number</source>
        <translation>有一个 {0} 的选项不是数字</translation>
    </message>
    <message>
        <source>a {0} has the options of another operator</source>
        <translation>有一个 {0} 带着其他算子的选项</translation>
    </message>
    <message>
        <source>the options of a {0} are damaged</source>
        <translation>有一个 {0} 的选项已损坏</translation>
    </message>
    <message>
        <source>{0} name a tensor that does not exist</source>
        <translation>{0} 指向不存在的张量</translation>
    </message>
    <message>
        <source>it claims to contain {0} {1}</source>
        <translation>它声称含有 {0} 个 {1}</translation>
    </message>
    <message>
        <source>its sparse dimensions do not fit its shape</source>
        <translation>其稀疏维度与形状不符</translation>
    </message>
    <message>
        <source>its sparse indices do not fit its shape</source>
        <translation>其稀疏索引与形状不符</translation>
    </message>
    <message>
        <source>its blocks do not fit its shape</source>
        <translation>其分块与形状不符</translation>
    </message>
    <message>
        <source>it has {0} values for {1} places that are stored</source>
        <translation>它存有 {1} 个位置，却有 {0} 个值</translation>
    </message>
    <message>
        <source>it has more places than values</source>
        <translation>它的位置多于值</translation>
    </message>
    <message>
        <source>it is sparse in a way that is not known</source>
        <translation>不认识其稀疏方式</translation>
    </message>
    <message>
        <source>a dense dimension is not as large as its shape</source>
        <translation>有稠密维度与形状的大小不同</translation>
    </message>
    <message>
        <source>It computes in integers, because it was quantised.</source>
        <translation>它经过量化，以整数计算。</translation>
    </message>
    <message>
        <source>it is not an ONNX file with a network in it</source>
        <translation>它不是含有网络的 ONNX 文件</translation>
    </message>
    <message>
        <source>it is not an ONNX model, or is damaged</source>
        <translation>它不是 ONNX 模型，或已损坏</translation>
    </message>
    <message>
        <source>it is written for opset {0}, of before 2020</source>
        <translation>它是为 2020 年以前的 opset {0} 编写的</translation>
    </message>
    <message>
        <source>Export it again for opset {0} or later.</source>
        <translation>请用 opset {0} 或更高版本重新导出。</translation>
    </message>
    <message>
        <source>it breaks the rules of ONNX: {0}</source>
        <translation>它不符合 ONNX 的规则：{0}</translation>
    </message>
    <message>
        <source>it uses operators that are not standard ONNX ({0})</source>
        <translation>它使用了非标准 ONNX 的算子（{0}）</translation>
    </message>
    <message>
        <source>it is larger than 2 GB</source>
        <translation>它大于 2 GB</translation>
    </message>
    <message>
        <source>with its weights it is larger than 2 GB, more than a pack can contain</source>
        <translation>连同权重大于 2 GB，超过模型包的容量</translation>
    </message>
    <message>
        <source>its weights are in “{0}”, which is not beside it</source>
        <translation>其权重在“{0}”中，但该文件不在旁边</translation>
    </message>
    <message>
        <source>Put both files into one folder.</source>
        <translation>请把两个文件放在同一文件夹中。</translation>
    </message>
    <message>
        <source>it keeps weights in “{0}”, but the recipe names {1}</source>
        <translation>它的权重在“{0}”中，而配方写的是 {1}</translation>
    </message>
    <message>
        <source>it keeps no weights in “{0}”</source>
        <translation>它在“{0}”中没有权重</translation>
    </message>
    <message>
        <source>it names a file of weights outside its folder (“{0}”)</source>
        <translation>它指向文件夹之外的权重文件（“{0}”）</translation>
    </message>
    <message>
        <source>it has {0} bytes, and weights should be beyond</source>
        <translation>它有 {0} 字节，而权重应在更后面</translation>
    </message>
    <message>
        <source>the position of a weight is not a number</source>
        <translation>有权重的位置不是数字</translation>
    </message>
    <message>
        <source>Get it again.</source>
        <translation>请重新获取。</translation>
    </message>
    <message>
        <source>Get a fresh copy.</source>
        <translation>请重新获取一份。</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>none of its inputs takes a photo of three channels</source>
        <translation>它没有接受三通道照片的输入</translation>
    </message>
    <message>
        <source>it takes {0} photos at a time</source>
        <translation>它一次需要 {0} 张照片</translation>
    </message>
    <message>
        <source>Export it for a batch of 1.</source>
        <translation>请以批大小 1 导出。</translation>
    </message>
    <message>
        <source>it takes photos of {0} x {1} pixels and no others</source>
        <translation>它只接受 {0} x {1} 像素的照片</translation>
    </message>
    <message>
        <source>it does not run on a photo of its size ({0})</source>
        <translation>它无法处理其自身尺寸的照片（{0}）</translation>
    </message>
    <message>
        <source>neither the file nor one beside it says how large its photos are</source>
        <translation>该文件及其旁边的文件都没有说明照片的尺寸</translation>
    </message>
    <message>
        <source>State it with --input-shape HEIGHT,WIDTH.</source>
        <translation>请用 --input-shape HEIGHT,WIDTH 指定。</translation>
    </message>
    <message>
        <source>beside the photo it takes “{0}”, and what that must be is not known</source>
        <translation>除照片外它还需要“{0}”，而不知道那应该是什么</translation>
    </message>
    <message>
        <source>Export it with a photo as its only input.</source>
        <translation>请以照片为唯一输入重新导出。</translation>
    </message>
    <message>
        <source>it does not take one colour photo, as models of Birdeye do</source>
        <translation>它不像 Birdeye 的模型那样接受一张彩色照片</translation>
    </message>
    <message>
        <source>it is only the pointer that Git LFS stores instead of a large file</source>
        <translation>它只是 Git LFS 代替大文件保存的指针</translation>
    </message>
    <message>
        <source>Get the file itself with “git lfs pull”, or with the page&apos;s download button.</source>
        <translation>请用“git lfs pull”或网页上的下载按钮获取文件本身。</translation>
    </message>
    <message>
        <source>it is a web page, not a model</source>
        <translation>它是网页，不是模型</translation>
    </message>
    <message>
        <source>Download the file itself: the address may lead to a page about it, or ask to sign in.</source>
        <translation>请下载文件本身：该地址可能指向介绍页面，或要求登录。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}：{1}。</translation>
    </message>
    <message>
        <source>{0}; {1}</source>
        <translation>{0}；{1}</translation>
    </message>
    <message>
        <source>stated in the file</source>
        <translation>文件中有说明</translation>
    </message>
    <message>
        <source>stated in {0}</source>
        <translation>{0} 中有说明</translation>
    </message>
    <message>
        <source>as asked for</source>
        <translation>按您的要求</translation>
    </message>
    <message>
        <source>a guess: usual for its kind</source>
        <translation>推测：这类网络通常如此</translation>
    </message>
    <message>
        <source>a guess: the first usual size that fits</source>
        <translation>推测：第一个合适的常用尺寸</translation>
    </message>
    <message>
        <source>found from the columns of the dense layer</source>
        <translation>由全连接层的列数得出</translation>
    </message>
    <message>
        <source>it begins with a batch normalisation, whose means {0} are those of pixels from 0 to 255</source>
        <translation>它以批归一化开始，其均值 {0} 与 0 到 255 的像素相符</translation>
    </message>
    <message>
        <source>the network itself subtracts {0}</source>
        <translation>网络自身减去 {0}</translation>
    </message>
    <message>
        <source>the network itself subtracts {0} and multiplies by {1}</source>
        <translation>网络自身减去 {0} 并乘以 {1}</translation>
    </message>
    <message>
        <source>the network itself subtracts {0}, which is for pixels from 0 to 1</source>
        <translation>网络自身减去 {0}，用于 0 到 1 的像素</translation>
    </message>
    <message>
        <source>the network itself subtracts {0} and multiplies by {1}, which is for pixels from 0 to 1</source>
        <translation>网络自身减去 {0} 并乘以 {1}，用于 0 到 1 的像素</translation>
    </message>
    <message>
        <source>classifier</source>
        <translation>分类器</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>a classifier</source>
        <translation>分类器</translation>
    </message>
    <message>
        <source>a detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>an MXNet checkpoint</source>
        <translation>MXNet 检查点</translation>
    </message>
    <message>
        <source>MXNet checkpoint</source>
        <translation>MXNet 检查点</translation>
    </message>
    <message>
        <source>TFLite model</source>
        <translation>TFLite 模型</translation>
    </message>
    <message>
        <source>ONNX model</source>
        <translation>ONNX 模型</translation>
    </message>
    <message>
        <source>network that labels every pixel (segmentation)</source>
        <translation>为每个像素加标签的网络（分割）</translation>
    </message>
    <message>
        <source>network that yields a feature vector (embedding)</source>
        <translation>输出特征向量的网络（嵌入）</translation>
    </message>
    <message>
        <source>a network that labels every pixel (segmentation)</source>
        <translation>为每个像素加标签的网络（分割）</translation>
    </message>
    <message>
        <source>a network that yields a feature vector (embedding)</source>
        <translation>输出特征向量的网络（嵌入）</translation>
    </message>
    <message>
        <source>The {0} “{1}” is {2} of {3} classes.</source>
        <translation>{0}“{1}”是{2}，有 {3} 个类别。</translation>
    </message>
    <message>
        <source>The {0} “{1}” is {2} of 1 class.</source>
        <translation>{0}“{1}”是{2}，有 1 个类别。</translation>
    </message>
    <message>
        <source>The {0} “{1}” is {2}.</source>
        <translation>{0}“{1}”是{2}。</translation>
    </message>
    <message>
        <source>The weights are those of epoch {0}, “{1}”.</source>
        <translation>权重取自第 {0} 轮，“{1}”。</translation>
    </message>
    <message>
        <source>The weights are those of “{0}”.</source>
        <translation>权重取自“{0}”。</translation>
    </message>
    <message>
        <source>It was exported by {0}.</source>
        <translation>它由 {0} 导出。</translation>
    </message>
    <message>
        <source>It is read as a detector, as {0}.</source>
        <translation>作为检测器读取，因为{0}。</translation>
    </message>
    <message>
        <source>it yields boxes and a score for each class</source>
        <translation>它输出边框和每个类别的得分</translation>
    </message>
    <message>
        <source>it yields a count, boxes, scores and classes</source>
        <translation>它输出数量、边框、得分和类别</translation>
    </message>
    <message>
        <source>it yields rows of a box, a score and a class</source>
        <translation>它每行输出一个边框、得分和类别</translation>
    </message>
    <message>
        <source>it has a row for each cell, like YOLOX</source>
        <translation>它像 YOLOX 那样每个单元一行</translation>
    </message>
    <message>
        <source>it has a column for each cell, like YOLOv8 to v11</source>
        <translation>它像 YOLOv8 到 v11 那样每个单元一列</translation>
    </message>
    <message>
        <source>it has three rows for each cell, like YOLOv5</source>
        <translation>它像 YOLOv5 那样每个单元三行</translation>
    </message>
    <message>
        <source>its outputs are named as TensorFlow&apos;s object detection names them</source>
        <translation>其输出按 TensorFlow 目标检测的方式命名</translation>
    </message>
    <message>
        <source>it returns boxes, labels and scores of its detections, like torchvision&apos;s</source>
        <translation>它像 torchvision 那样返回检测结果的边框、标签和得分</translation>
    </message>
    <message>
        <source>it returns logits and boxes of queries, like DETR, {0}</source>
        <translation>它像 DETR 那样返回查询的 logits 和边框，{0}</translation>
    </message>
    <message>
        <source>one of them for nothing</source>
        <translation>其中一类表示“无”</translation>
    </message>
    <message>
        <source>each by itself</source>
        <translation>各自独立</translation>
    </message>
    <message>
        <source>It yields probabilities.</source>
        <translation>它输出概率。</translation>
    </message>
    <message>
        <source>It yields logits, without a softmax.</source>
        <translation>它输出 logits，没有 softmax。</translation>
    </message>
    <message>
        <source>The photo goes in at {0} x {1} pixels ({2}).</source>
        <translation>照片以 {0} x {1} 像素输入（{2}）。</translation>
    </message>
    <message>
        <source>Mean {0} and scale {1} (RGB): {2}.</source>
        <translation>均值 {0}，缩放 {1}（RGB）：{2}。</translation>
    </message>
    <message>
        <source>If that is wrong, the network runs but names wrong birds, and no check can detect it: give --mean and --scale as they were in training, or --calibration with photos, to see which of the usual ones makes the network surest.</source>
        <translation>如果不对，网络照常运行，但会认错鸟，而且没有任何检查能发现：请按训练时的值填写均值和缩放，或提供样本照片，看看哪一种常用设置让网络最有把握。</translation>
    </message>
    <message>
        <source>The network takes one photo at a time.</source>
        <translation>网络一次处理一张照片。</translation>
    </message>
    <message>
        <source>Its outputs name {0} species.</source>
        <translation>其输出涵盖 {0} 个鸟种。</translation>
    </message>
    <message>
        <source>Its outputs name {0} species; {1} of its outputs are not species of birds.</source>
        <translation>其输出涵盖 {0} 个鸟种；另有 {1} 个输出不是鸟种。</translation>
    </message>
    <message>
        <source>Its classes are named in {0}: {1}, ...</source>
        <translation>其类别名称见 {0}：{1}，…</translation>
    </message>
    <message>
        <source>Class {0}, counted from 0, is taken as the bird ({1}).</source>
        <translation>以第 {0} 类（从 0 数起）为鸟（{1}）。</translation>
    </message>
    <message>
        <source>as asked for, or named in the label file</source>
        <translation>按您的要求，或由标签文件指明</translation>
    </message>
    <message>
        <source>named in {0}</source>
        <translation>在 {0} 中有名称</translation>
    </message>
    <message>
        <source>a guess: that is where the usual {0} classes have it</source>
        <translation>推测：常用的 {0} 个类别中鸟在这个位置</translation>
    </message>
    <message>
        <source>the model&apos;s metadata</source>
        <translation>模型的元数据</translation>
    </message>
    <message>
        <source>“{0}” inside the file</source>
        <translation>文件内的“{0}”</translation>
    </message>
    <message>
        <source>Compared with the original on {0} inputs, the largest relative difference is {1}.</source>
        <translation>与原网络在 {0} 个输入上比较，最大相对误差为 {1}。</translation>
    </message>
    <message>
        <source>{0} makes the file {1} of its size.</source>
        <translation>{0} 使文件缩小到原来的 {1}。</translation>
    </message>
    <message>
        <source>On {0} {1} the best answer changes by {2} on average and {3} at most.</source>
        <translation>在 {0} 个{1}上，最佳结果平均变化 {2}，最多 {3}。</translation>
    </message>
    <message>
        <source>On {0} {1} the best answer changes by {2} on average and {3} at most; {4} stay the same.</source>
        <translation>在 {0} 个{1}上，最佳结果平均变化 {2}，最多 {3}；{4} 不变。</translation>
    </message>
    <message>
        <source>sample photos</source>
        <translation>样本照片</translation>
    </message>
    <message>
        <source>inputs of noise</source>
        <translation>噪声输入</translation>
    </message>
    <message>
        <source>Tried on {0} photos, {1}: {2}.</source>
        <translation>在 {0} 张照片上试过，{1}：{2}。</translation>
    </message>
    <message>
        <source>That is a hint, not a proof.</source>
        <translation>这只是线索，不是证明。</translation>
    </message>
    <message>
        <source>the one that is used makes it surest</source>
        <translation>所用的设置让它最有把握</translation>
    </message>
    <message>
        <source>another than the one that is used makes it surest</source>
        <translation>另一种设置让它更有把握</translation>
    </message>
    <message>
        <source>{0} cannot be converted. {1}</source>
        <translation>无法转换{0}。{1}</translation>
    </message>
    <message>
        <source>It is {0}, neither a classifier nor a whole detector, so it cannot be part of a model.</source>
        <translation>它是{0}，既不是分类器也不是完整的检测器，不能作为模型的一部分。</translation>
    </message>
    <message>
        <source>“birdeye convert” makes an ONNX file of it.</source>
        <translation>“birdeye convert”可将它转换为 ONNX 文件。</translation>
    </message>
    <message>
        <source>It does not take one colour photo, so it cannot be part of a model.</source>
        <translation>它不接受单张彩色照片，不能作为模型的一部分。</translation>
    </message>
    <message>
        <source>A model has two networks: one finds birds, the other names them.</source>
        <translation>模型由两个网络组成：一个检测鸟，另一个识别鸟种。</translation>
    </message>
    <message>
        <source>A file usually contains one, and no installed model can provide the other.</source>
        <translation>一个文件通常只含其中一个，而已安装的模型都无法提供另一个。</translation>
    </message>
    <message>
        <source>Add one first, with Models &gt; Add a model from a file.</source>
        <translation>请先用“模型”&gt;“从文件添加模型”添加一个。</translation>
    </message>
    <message>
        <source>no output is called “{0}”</source>
        <translation>没有名为“{0}”的输出</translation>
    </message>
    <message>
        <source>{0} arrays hold numbers that are not finite ({1}): the training diverged, and the network&apos;s answers are worthless.</source>
        <translation>有 {0} 个数组含有非有限的数（{1}）：训练已发散，网络的结果毫无价值。</translation>
    </message>
    <message>
        <source>1 array holds numbers that are not finite ({0}): the training diverged, and the network&apos;s answers are worthless.</source>
        <translation>有 1 个数组含有非有限的数（{0}）：训练已发散，网络的结果毫无价值。</translation>
    </message>
    <message>
        <source>The first two heads tap “{0}” (stage 3, unit {1}) and “{2}” (stage 3, unit {3}): both are in stage 3, and nothing of stage 4 is in the network.</source>
        <translation>前两个检测头取自“{0}”（第 3 阶段第 {1} 单元）和“{2}”（第 3 阶段第 {3} 单元）：都在第 3 阶段，网络中没有第 4 阶段的任何内容。</translation>
    </message>
    <message>
        <source>This is the ResNet-101 SSD of 2017, which was built with the taps of ResNet-50, _plus12 and _plus15; since December 2017 (MXNet #8998) they are _plus29 and _plus32.</source>
        <translation>这是 2017 年的 ResNet-101 SSD，它按 ResNet-50 的取出点 _plus12 和 _plus15 构建；自 2017 年 12 月起（MXNet #8998）改为 _plus29 和 _plus32。</translation>
    </message>
    <message>
        <source>The file is smaller than that of a ResNet-50 for this reason, and large birds are found with shallower features than intended.</source>
        <translation>因此该文件比 ResNet-50 的还小，检测大型鸟所用的特征也比原意更浅。</translation>
    </message>
    <message>
        <source>It works as it was trained; only training it again changes that.</source>
        <translation>它的表现与训练时一致；只有重新训练才能改变这一点。</translation>
    </message>
    <message>
        <source>The heads at “{0}” and “{1}” read maps of the same size ({2} x {3}), where each head should see another scale.</source>
        <translation>“{0}”和“{1}”处的检测头读取同样大小的特征图（{2} x {3}），而每个检测头本应看到不同的尺度。</translation>
    </message>
    <message>
        <source>{0} running variances are negative ({1}): the file is damaged or was edited.</source>
        <translation>有 {0} 个滑动方差为负（{1}）：文件已损坏或被改动。</translation>
    </message>
    <message>
        <source>1 running variance is negative ({0}): the file is damaged or was edited.</source>
        <translation>有 1 个滑动方差为负（{0}）：文件已损坏或被改动。</translation>
    </message>
    <message>
        <source>All running means are 0 and all running variances 1: the batch normalisations were never trained, or their statistics were not saved.</source>
        <translation>所有滑动均值为 0、滑动方差为 1：批归一化从未训练，或其统计量没有保存。</translation>
    </message>
    <message>
        <source>{0} normalisations fix gamma at 1 although the file has other values ({1}): MXNet ignores those, and so does the conversion.</source>
        <translation>有 {0} 个归一化把 gamma 固定为 1，而文件中是别的值（{1}）：MXNet 忽略这些值，转换也一样。</translation>
    </message>
    <message>
        <source>1 normalisation fixes gamma at 1 although the file has other values ({0}): MXNet ignores those, and so does the conversion.</source>
        <translation>有 1 个归一化把 gamma 固定为 1，而文件中是别的值（{0}）：MXNet 忽略这些值，转换也一样。</translation>
    </message>
    <message>
        <source>It is a Faster R-CNN of MXNet 1.2 or older, which stores its box layer twice; the conversion uses “bbox_pred_weight_test”, which includes the deviations.</source>
        <translation>它是 MXNet 1.2 或更早版本的 Faster R-CNN，边框层保存了两份；转换使用包含标准差的“bbox_pred_weight_test”。</translation>
    </message>
    <message>
        <source>{0} arrays of {1} MB are not used by the network ({2}).</source>
        <translation>网络没有用到 {0} 个数组（共 {1} MB）（{2}）。</translation>
    </message>
    <message>
        <source>1 array of {0} MB is not used by the network ({1}).</source>
        <translation>网络没有用到 1 个数组（{0} MB）（{1}）。</translation>
    </message>
    <message>
        <source>The symbol is that of training, with losses and targets; the conversion cuts them and keeps what finds objects.</source>
        <translation>该 symbol 用于训练，带有损失和目标；转换会去掉它们，只保留检测物体的部分。</translation>
    </message>
    <message>
        <source>an SSD detector</source>
        <translation>SSD 检测器</translation>
    </message>
    <message>
        <source>a Faster R-CNN detector</source>
        <translation>Faster R-CNN 检测器</translation>
    </message>
    <message>
        <source>a GluonCV detector</source>
        <translation>GluonCV 检测器</translation>
    </message>
    <message>
        <source>a network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>SSD detector</source>
        <translation>SSD 检测器</translation>
    </message>
    <message>
        <source>Faster R-CNN detector</source>
        <translation>Faster R-CNN 检测器</translation>
    </message>
    <message>
        <source>GluonCV detector</source>
        <translation>GluonCV 检测器</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Name the weights with --params if their name is different.</source>
        <translation>如果权重文件的名称不同，请用 --params 指定。</translation>
    </message>
    <message>
        <source>State --mean and --scale as they were in training.</source>
        <translation>请按训练时的值给出 --mean 和 --scale。</translation>
    </message>
    <message>
        <source>Most networks of PyTorch take --mean 123.675,116.28,103.53 --scale 0.0171248,0.017507,0.0174292.</source>
        <translation>多数 PyTorch 网络使用 --mean 123.675,116.28,103.53 --scale 0.0171248,0.017507,0.0174292。</translation>
    </message>
    <message>
        <source>{0} has no {1}: leave that option out.</source>
        <translation>{0} 没有{1}：请去掉该选项。</translation>
    </message>
    <message>
        <source>weights in a file of their own</source>
        <translation>单独的权重文件</translation>
    </message>
    <message>
        <source>choice of input size</source>
        <translation>输入尺寸的选择</translation>
    </message>
    <message>
        <source>“{0}” cannot be reached ({1})</source>
        <translation>无法连接“{0}”（{1}）</translation>
    </message>
    <message>
        <source>“{0}” cannot be reached: the connection is refused</source>
        <translation>无法连接“{0}”：连接被拒绝</translation>
    </message>
    <message>
        <source>“{0}” does not answer</source>
        <translation>“{0}”没有应答</translation>
    </message>
    <message>
        <source>“{0}” stopped sending data</source>
        <translation>“{0}”停止发送数据</translation>
    </message>
    <message>
        <source>the connection to “{0}” broke off</source>
        <translation>与“{0}”的连接中断</translation>
    </message>
    <message>
        <source>“{0}” ended the connection early</source>
        <translation>“{0}”提前结束了连接</translation>
    </message>
    <message>
        <source>“{0}” is out of order or busy (HTTP {1})</source>
        <translation>“{0}”出现故障或繁忙（HTTP {1}）</translation>
    </message>
    <message>
        <source>what “{0}” sent</source>
        <translation>“{0}”发来的内容</translation>
    </message>
    <message>
        <source>what “{0}” has</source>
        <translation>“{0}”上的文件</translation>
    </message>
    <message>
        <source>it ends before {0} bytes</source>
        <translation>它不足 {0} 字节</translation>
    </message>
    <message>
        <source>it has more than {0} bytes</source>
        <translation>它超过 {0} 字节</translation>
    </message>
    <message>
        <source>it has {0} bytes instead of {1}</source>
        <translation>它有 {0} 字节，而应为 {1} 字节</translation>
    </message>
    <message>
        <source>its checksum (SHA-256) is {0} instead of {1}</source>
        <translation>其校验和（SHA-256）为 {0}，而应为 {1}</translation>
    </message>
    <message>
        <source>it is larger than the limit of {0} bytes ({1})</source>
        <translation>它超过 {0} 字节的上限（{1}）</translation>
    </message>
    <message>
        <source>it is larger than the limit of {0} bytes</source>
        <translation>它超过 {0} 字节的上限</translation>
    </message>
    <message>
        <source>Enter them in the proxy settings.</source>
        <translation>请在代理设置中填写。</translation>
    </message>
    <message>
        <source>Check the connection and the proxy settings.</source>
        <translation>请检查网络连接和代理设置。</translation>
    </message>
    <message>
        <source>See whether there is a newer Birdeye.</source>
        <translation>请看看是否有更新版本的 Birdeye。</translation>
    </message>
    <message>
        <source>Log in with a browser.</source>
        <translation>请用浏览器登录。</translation>
    </message>
    <message>
        <source>The download was kept as “{0}”.</source>
        <translation>下载的文件保留为“{0}”。</translation>
    </message>
    <message>
        <source>The files are still in “{0}”.</source>
        <translation>文件仍在“{0}”中。</translation>
    </message>
    <message>
        <source>Try again later, or use files from a folder: birdeye packs get MODEL --from FOLDER, or “From a folder” in the window.</source>
        <translation>请稍后重试，或使用文件夹中的文件：birdeye packs get MODEL --from FOLDER，或窗口中的“从文件夹获取”。</translation>
    </message>
    <message>
        <source>Put it there; it is published at {0}</source>
        <translation>请把它放在那里；它发布于 {0}</translation>
    </message>
    <message>
        <source>“{0}” is not what its recipe expects: {1}.</source>
        <translation>“{0}”与配方的要求不符：{1}。</translation>
    </message>
    <message>
        <source>it names {0} outputs instead of {1}</source>
        <translation>它列出 {0} 个输出，而应为 {1} 个</translation>
    </message>
    <message>
        <source>it names {0} species of birds instead of {1}</source>
        <translation>它列出 {0} 个鸟种，而应为 {1} 个</translation>
    </message>
    <message>
        <source>it does not state {0} as three numbers</source>
        <translation>它没有以三个数给出 {0}</translation>
    </message>
    <message>
        <source>its {0} is {1} instead of {2}</source>
        <translation>其 {0} 为 {1}，而应为 {2}</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>它不是 JSON</translation>
    </message>
    <message>
        <source>it says nothing about the species of the labels</source>
        <translation>它没有提到标签中的鸟种</translation>
    </message>
    <message>
        <source>only {0} of its cells are in countries where the species occurs that the labels name, so it seems to number the outputs differently</source>
        <translation>其中只有 {0} 的格子位于标签所列鸟种分布的国家，因此它的输出编号似乎不同</translation>
    </message>
    <message>
        <source>No model pack is called “{0}”; none is installed.</source>
        <translation>没有名为“{0}”的模型包；尚未安装任何模型包。</translation>
    </message>
    <message>
        <source>No model pack is called “{0}”.</source>
        <translation>没有名为“{0}”的模型包。</translation>
    </message>
    <message>
        <source>Perhaps “{0}” is meant.</source>
        <translation>也许是指“{0}”。</translation>
    </message>
    <message>
        <source>Installed packs: {0}.</source>
        <translation>已安装的模型包：{0}。</translation>
    </message>
    <message>
        <source>Add one with: birdeye packs add FILE.birdpack</source>
        <translation>请用此命令添加：birdeye packs add FILE.birdpack</translation>
    </message>
    <message>
        <source>another Birdeye is changing the packs</source>
        <translation>另一个 Birdeye 正在更改模型包</translation>
    </message>
    <message>
        <source>It cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>{0} cannot be read: it is not a file</source>
        <translation>无法读取 {0}：它不是文件</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} is missing, although manifest.toml names it</source>
        <translation>缺少 manifest.toml 所列的 {0}</translation>
    </message>
    <message>
        <source>{0} does not have the expected length</source>
        <translation>{0} 的长度不符</translation>
    </message>
    <message>
        <source>{0} is larger than {1} bytes</source>
        <translation>{0} 大于 {1} 字节</translation>
    </message>
    <message>
        <source>{0} is larger than the limit of {1} bytes ({2})</source>
        <translation>{0} 超过 {1} 字节的上限（{2}）</translation>
    </message>
    <message>
        <source>{0} is not UTF-8 text</source>
        <translation>{0} 不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>{0} is not a CSV table: {1}</source>
        <translation>{0} 不是 CSV 表格：{1}</translation>
    </message>
    <message>
        <source>{0} is not valid TOML: {1}</source>
        <translation>{0} 不是有效的 TOML：{1}</translation>
    </message>
    <message>
        <source>{0} has a line with more than {1} dots</source>
        <translation>{0} 有一行的点超过 {1} 个</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>it holds {0} files, more than the limit of {1}</source>
        <translation>它含有 {0} 个文件，超过 {1} 个的上限</translation>
    </message>
    <message>
        <source>it would grow to {0} bytes, larger than the limit of {1}</source>
        <translation>它解压后有 {0} 字节，超过 {1} 的上限</translation>
    </message>
    <message>
        <source>it looks like a zip bomb: {0} bytes would grow to {1}</source>
        <translation>它像是 ZIP 炸弹：{0} 字节解压后有 {1} 字节</translation>
    </message>
    <message>
        <source>it is no {0} file, or it is truncated</source>
        <translation>它不是 {0} 文件，或不完整</translation>
    </message>
    <message>
        <source>it is no {0} file, or damaged: {1}</source>
        <translation>它不是 {0} 文件，或已损坏：{1}</translation>
    </message>
    <message>
        <source>its table of contents is too large for a pack</source>
        <translation>其目录对模型包来说太大</translation>
    </message>
    <message>
        <source>{0} is a link; a pack must contain the file itself</source>
        <translation>{0} 是链接；模型包必须包含文件本身</translation>
    </message>
    <message>
        <source>the entry “{0}” and “{1}” would be the same file on some computers</source>
        <translation>条目“{0}”和“{1}”在某些电脑上会成为同一个文件</translation>
    </message>
    <message>
        <source>{0} has control characters in its name</source>
        <translation>{0} 的名称中有控制字符</translation>
    </message>
    <message>
        <source>{0} has a backslash or a colon in its name</source>
        <translation>{0} 的名称中有反斜杠或冒号</translation>
    </message>
    <message>
        <source>{0} points out of the pack</source>
        <translation>{0} 指向模型包之外</translation>
    </message>
    <message>
        <source>{0} has characters in its name that are invisible or stand for others</source>
        <translation>{0} 的名称中有不可见或冒充其他字符的字符</translation>
    </message>
    <message>
        <source>{0} has a name that not every computer can write</source>
        <translation>{0} 的名称在有些电脑上无法写入</translation>
    </message>
    <message>
        <source>{0} is a link or a device, not a file</source>
        <translation>{0} 是链接或设备，不是文件</translation>
    </message>
    <message>
        <source>{0} is encrypted</source>
        <translation>{0} 已加密</translation>
    </message>
    <message>
        <source>{0} is compressed in a way that packs do not use</source>
        <translation>{0} 的压缩方式不是模型包所用的</translation>
    </message>
    <message>
        <source>{0}.sha256 does not match {1}: the file is damaged or was replaced</source>
        <translation>{0}.sha256 与 {1} 不符：文件已损坏或被替换</translation>
    </message>
    <message>
        <source>{0}.file is {1}, which is a link or a folder, not a file</source>
        <translation>{0}.file 为 {1}，它是链接或文件夹，不是文件</translation>
    </message>
    <message>
        <source>{0}.file is {1}, which is not in the pack ({2})</source>
        <translation>{0}.file 为 {1}，它不在模型包中（{2}）</translation>
    </message>
    <message>
        <source>{0}.file is {1}, which is empty</source>
        <translation>{0}.file 为 {1}，它是空文件</translation>
    </message>
    <message>
        <source>{0}.file is {1}, which is larger than {2} bytes</source>
        <translation>{0}.file 为 {1}，它大于 {2} 字节</translation>
    </message>
    <message>
        <source>detector.file and classifier.file are the same file</source>
        <translation>detector.file 和 classifier.file 是同一个文件</translation>
    </message>
    <message>
        <source>format is {0}, but this Birdeye reads only up to {1}: update it</source>
        <translation>format 为 {0}，而这个 Birdeye 最多只能读取 {1}：请更新 Birdeye</translation>
    </message>
    <message>
        <source>{0} is “{1}”, which Windows reserves for a device</source>
        <translation>{0} 为“{1}”，Windows 把它保留给设备</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be a list of at most {2} whole numbers from {3} to {4}</source>
        <translation>{0} 为 {1}，而它必须是最多 {2} 个整数的列表，各从 {3} 到 {4}</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be three numbers from {2} to {3}, for red, green and blue</source>
        <translation>{0} 为 {1}，而它必须是三个数，从 {2} 到 {3}，对应红、绿、蓝</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be a list of at most {2} names</source>
        <translation>{0} 为 {1}，而它必须是最多 {2} 个名称的列表</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be a table of at most {2} names</source>
        <translation>{0} 为 {1}，而它必须是最多 {2} 个名称的表</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be true or false</source>
        <translation>{0} 为 {1}，而它必须是 true 或 false</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be a table</source>
        <translation>{0} 为 {1}，而它必须是表</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be a text in quotation marks</source>
        <translation>{0} 为 {1}，而它必须是引号中的文本</translation>
    </message>
    <message>
        <source>{0} is {1}, but must be {2}</source>
        <translation>{0} 为 {1}，而它必须是{2}</translation>
    </message>
    <message>
        <source>{0} is missing</source>
        <translation>缺少 {0}</translation>
    </message>
    <message>
        <source>it must be {0}</source>
        <translation>它必须是{0}</translation>
    </message>
    <message>
        <source>the decoder boxes-scores needs the output&apos;s name</source>
        <translation>解码方式 boxes-scores 需要输出的名称</translation>
    </message>
    <message>
        <source>the decoder yolox needs it, such as [8, 16, 32]</source>
        <translation>解码方式 yolox 需要它，例如 [8, 16, 32]</translation>
    </message>
    <message>
        <source>{0} is empty</source>
        <translation>{0} 为空</translation>
    </message>
    <message>
        <source>{0} is not a field of the format</source>
        <translation>{0} 不是该格式的字段</translation>
    </message>
    <message>
        <source>perhaps {0} is meant</source>
        <translation>也许是指 {0}</translation>
    </message>
    <message>
        <source>{0} has {1} characters, more than the limit of {2}</source>
        <translation>{0} 有 {1} 个字符，超过 {2} 个的上限</translation>
    </message>
    <message>
        <source>{0} holds control characters</source>
        <translation>{0} 含有控制字符</translation>
    </message>
    <message>
        <source>{0} is given, but classifier.not_a_bird, which it weighs, is missing</source>
        <translation>给出了 {0}，却缺少它要衡量的 classifier.not_a_bird</translation>
    </message>
    <message>
        <source>{0} is 0 for a channel, which would make every photo alike</source>
        <translation>{0} 有一个通道为 0，会使所有照片都一样</translation>
    </message>
    <message>
        <source>{0} must be 0 for an input of type uint8</source>
        <translation>输入类型为 uint8 时，{0} 必须为 0</translation>
    </message>
    <message>
        <source>{0} must be 1 for an input of type uint8</source>
        <translation>输入类型为 uint8 时，{0} 必须为 1</translation>
    </message>
    <message>
        <source>{0} belongs to the decoder yolox only</source>
        <translation>{0} 只用于解码方式 yolox</translation>
    </message>
    <message>
        <source>{0} belongs to the decoder boxes-scores only</source>
        <translation>{0} 只用于解码方式 boxes-scores</translation>
    </message>
    <message>
        <source>{0} must divide the width and the height of the input</source>
        <translation>{0} 必须能整除输入的宽和高</translation>
    </message>
    <message>
        <source>one of {0}</source>
        <translation>{0} 之一</translation>
    </message>
    <message>
        <source>a text in quotation marks</source>
        <translation>引号中的文本</translation>
    </message>
    <message>
        <source>a whole number from {0} to {1}</source>
        <translation>从 {0} 到 {1} 的整数</translation>
    </message>
    <message>
        <source>a number from {0} to {1}</source>
        <translation>从 {0} 到 {1} 的数</translation>
    </message>
    <message>
        <source>a number with far too many digits</source>
        <translation>位数过多的数</translation>
    </message>
    <message>
        <source>a list of {0}</source>
        <translation>{0} 项的列表</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>a date or time</source>
        <translation>日期或时间</translation>
    </message>
    <message>
        <source>a web address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>numbers and dots, such as 1.2</source>
        <translation>数字和点，例如 1.2</translation>
    </message>
    <message>
        <source>lower-case letters, digits and single hyphens</source>
        <translation>小写字母、数字和单个连字符</translation>
    </message>
    <message>
        <source>64 lower-case hexadecimal digits</source>
        <translation>64 个小写十六进制数字</translation>
    </message>
    <message>
        <source>the name of an .onnx file in the pack&apos;s own folder, of letters, digits, dots, hyphens and underscores</source>
        <translation>模型包自身文件夹中的 .onnx 文件名，由字母、数字、点、连字符和下划线组成</translation>
    </message>
    <message>
        <source>{0} has {1} inputs, but must have one</source>
        <translation>{0} 有 {1} 个输入，而只能有一个</translation>
    </message>
    <message>
        <source>{0} takes {1}, but input.dtype is {2}</source>
        <translation>{0} 接受 {1}，而 input.dtype 为 {2}</translation>
    </message>
    <message>
        <source>{0} takes {1}, but input.width, input.height and input.layout make it {2}</source>
        <translation>{0} 接受 {1}，而按 input.width、input.height 和 input.layout 应为 {2}</translation>
    </message>
    <message>
        <source>{0} has {1} outputs, but the decoder {2} reads one</source>
        <translation>{0} 有 {1} 个输出，而解码方式 {2} 只读取一个</translation>
    </message>
    <message>
        <source>{0} yields {1}, but the decoder ssd reads rows of 6: [1, N, 6]</source>
        <translation>{0} 输出 {1}，而解码方式 ssd 读取每行 6 个数：[1, N, 6]</translation>
    </message>
    <message>
        <source>{0} yields {1}, but detector.strides make {2} cells: [1, {3}, C]</source>
        <translation>{0} 输出 {1}，而 detector.strides 对应 {2} 个单元：[1, {3}, C]</translation>
    </message>
    <message>
        <source>{0} has no output “{1}”, which detector.boxes_output names</source>
        <translation>{0} 没有 detector.boxes_output 所列的输出“{1}”</translation>
    </message>
    <message>
        <source>{0} has no output “{1}”, which detector.scores_output names</source>
        <translation>{0} 没有 detector.scores_output 所列的输出“{1}”</translation>
    </message>
    <message>
        <source>{0} has no output “{1}”, which classifier.output_name names</source>
        <translation>{0} 没有 classifier.output_name 所列的输出“{1}”</translation>
    </message>
    <message>
        <source>{0} yields boxes as {1}, but they must be [1, N, 4]</source>
        <translation>{0} 输出的边框为 {1}，而必须为 [1, N, 4]</translation>
    </message>
    <message>
        <source>{0} yields scores as {1}, but they must be [1, N] or [1, N, classes]</source>
        <translation>{0} 输出的得分为 {1}，而必须为 [1, N] 或 [1, N, 类别数]</translation>
    </message>
    <message>
        <source>{0} knows {1} classes, but detector.bird_class is {2}</source>
        <translation>{0} 有 {1} 个类别，而 detector.bird_class 为 {2}</translation>
    </message>
    <message>
        <source>{0} yields {1}, but a classifier must yield [N, species]</source>
        <translation>{0} 输出 {1}，而分类器必须输出 [N, 鸟种数]</translation>
    </message>
    <message>
        <source>{0} has {1} outputs: classifier.output_name must name one</source>
        <translation>{0} 有 {1} 个输出：classifier.output_name 必须指定一个</translation>
    </message>
    <message>
        <source>{0} has {1} outputs, but labels.csv has {2} rows</source>
        <translation>{0} 有 {1} 个输出，而 labels.csv 有 {2} 行</translation>
    </message>
    <message>
        <source>{0} does not say how many species its output has</source>
        <translation>{0} 没有说明其输出有多少个鸟种</translation>
    </message>
    <message>
        <source>a shape of its own</source>
        <translation>自己的形状</translation>
    </message>
    <message>
        <source>classifier.{0} needs the column {1} in labels.csv</source>
        <translation>classifier.{0} 需要 labels.csv 中的列 {1}</translation>
    </message>
    <message>
        <source>classifier.not_a_bird is {0}, but labels.csv has rows for outputs 0 to {1} only</source>
        <translation>classifier.not_a_bird 为 {0}，而 labels.csv 只有输出 0 到 {1} 的行</translation>
    </message>
    <message>
        <source>classifier.not_a_bird is {0}, but labels.csv names that output {1}</source>
        <translation>classifier.not_a_bird 为 {0}，而 labels.csv 把该输出命名为 {1}</translation>
    </message>
    <message>
        <source>{0} has more than {1} operators</source>
        <translation>{0} 的算子超过 {1} 个</translation>
    </message>
    <message>
        <source>{0} uses operators that are not standard ONNX ({1})</source>
        <translation>{0} 使用了非标准 ONNX 的算子（{1}）</translation>
    </message>
    <message>
        <source>{0} keeps weights in another file</source>
        <translation>{0} 的权重在另一个文件中</translation>
    </message>
    <message>
        <source>a pack&apos;s networks must be whole</source>
        <translation>模型包中的网络必须完整</translation>
    </message>
    <message>
        <source>{0} has an operator with a setting that is not a number</source>
        <translation>{0} 有算子的设置不是数字</translation>
    </message>
    <message>
        <source>{0} has the weight “{1}”, which {2}</source>
        <translation>{0} 的权重“{1}”{2}</translation>
    </message>
    <message>
        <source>has {0} numbers, but not the shape {1}</source>
        <translation>有 {0} 个数，与形状 {1} 不符</translation>
    </message>
    <message>
        <source>is not a number in places</source>
        <translation>有些位置不是数字</translation>
    </message>
    <message>
        <source>is infinite in places</source>
        <translation>有些位置是无穷大</translation>
    </message>
    <message>
        <source>{0} needs the tensor “{1}” of {2}, which is too large</source>
        <translation>{0} 需要大小为 {2} 的张量“{1}”，过大</translation>
    </message>
    <message>
        <source>{0} is not an ONNX file with a network in it</source>
        <translation>{0} 不是含有网络的 ONNX 文件</translation>
    </message>
    <message>
        <source>{0} is not an ONNX file</source>
        <translation>{0} 不是 ONNX 文件</translation>
    </message>
    <message>
        <source>{0} breaks the rules of ONNX: {1}</source>
        <translation>{0} 不符合 ONNX 的规则：{1}</translation>
    </message>
    <message>
        <source>{0} has no column {1}</source>
        <translation>{0} 没有列 {1}</translation>
    </message>
    <message>
        <source>{0} has the column {1} {2} times</source>
        <translation>{0} 的列 {1} 出现了 {2} 次</translation>
    </message>
    <message>
        <source>{0} has more rows than the limit of {1}</source>
        <translation>{0} 的行数超过 {1} 的上限</translation>
    </message>
    <message>
        <source>{0} has {1} of the {2} cells of the header</source>
        <translation>{0} 只有表头 {2} 个单元格中的 {1} 个</translation>
    </message>
    <message>
        <source>{0} has an unusable {1}: too long, or with control characters</source>
        <translation>{0} 的 {1} 无法使用：过长，或含有控制字符</translation>
    </message>
    <message>
        <source>{0} has an unusable {1}: it must list scientific names, separated by “</source>
        <translation>{0} 的 {1} 无法使用：必须列出学名，以分号隔开</translation>
    </message>
    <message>
        <source>{0} has the scientific_name “{1}”, but it must be a genus and a species, such as Parus major</source>
        <translation>{0} 的 scientific_name 为“{1}”，而它必须是属名加种名，例如 Parus major</translation>
    </message>
    <message>
        <source>{0} has the claim “{1}”, but it must be yes or no</source>
        <translation>{0} 的 claim 为“{1}”，而它必须是 yes 或 no</translation>
    </message>
    <message>
        <source>{0} has the {1} “{2}”, but it must be yes or empty</source>
        <translation>{0} 的 {1} 为“{2}”，而它必须是 yes 或留空</translation>
    </message>
    <message>
        <source>{0} has the {1} “{2}”, but it must be a whole number</source>
        <translation>{0} 的 {1} 为“{2}”，而它必须是整数</translation>
    </message>
    <message>
        <source>{0} names a species and says {1}</source>
        <translation>{0} 既列出了鸟种又写着 {1}</translation>
    </message>
    <message>
        <source>{0} names no species</source>
        <translation>{0} 没有列出鸟种</translation>
    </message>
    <message>
        <source>{0} names more than {1} species</source>
        <translation>{0} 列出的鸟种超过 {1} 个</translation>
    </message>
    <message>
        <source>{0} has {1} more problems like these</source>
        <translation>{0} 还有 {1} 个类似的问题</translation>
    </message>
    <message>
        <source>{0} line {1} has {2} cells</source>
        <translation>{0} 第 {1} 行有 {2} 个单元格</translation>
    </message>
    <message>
        <source>{0} line {1} is not a scientific name, a region such as CN or US-CA, and months such as 4-9</source>
        <translation>{0} 第 {1} 行不是学名、地区（如 CN 或 US-CA）和月份（如 4-9）</translation>
    </message>
    <message>
        <source>{0} is not a scientific name and cells such as 120-124 560</source>
        <translation>{0} 不是学名和格子编号（如 120-124 560）</translation>
    </message>
    <message>
        <source>{0} needs each of the columns {1} once</source>
        <translation>{0} 的各列 {1} 必须各出现一次</translation>
    </message>
    <message>
        <source>{0} needs the columns scientific_name and cells_of_1_degrees</source>
        <translation>{0} 需要列 scientific_name 和 cells_of_1_degrees</translation>
    </message>
    <message>
        <source>{0} has cells of {1} degrees</source>
        <translation>{0} 的格子为 {1} 度</translation>
    </message>
    <message>
        <source>{0} of its {1} labels name no species that Birdeye knows: {2}</source>
        <translation>其 {1} 个标签中有 {0} 个不是 Birdeye 认识的鸟种：{2}</translation>
    </message>
    <message>
        <source>line {0} “{1}” (perhaps {2})</source>
        <translation>第 {0} 行“{1}”（也许是 {2}）</translation>
    </message>
    <message>
        <source>line {0} “{1}”</source>
        <translation>第 {0} 行“{1}”</translation>
    </message>
    <message>
        <source>Correct them, or mark them as not birds or as not to be named.</source>
        <translation>请更正它们，或标明它们不是鸟或不作命名。</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>− The bird is small: {0} × {1} pixels.</source>
        <translation>− 鸟较小：{0} × {1} 像素。</translation>
    </message>
    <message>
        <source>The bird takes up {0} of the photo.</source>
        <translation>鸟占照片的 {0}。</translation>
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
        <source>− {0} of the same genus: {1}.</source>
        <translation>− 同属的{0}：{1}。</translation>
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
        <translation>适用于鸟舍或动物园里的鸟，以及常来花园的鸟：无论在哪里拍摄，都不会降低它们的可能性。</translation>
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
        <translation>表格（CSV）</translation>
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
        <translation>报告（HTML）</translation>
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
        <translation>附属文件中的关键字（XMP）</translation>
    </message>
    <message>
        <source>A small file beside each photo, for Lightroom or digiKam.</source>
        <translation>每张照片旁的小文件，供 Lightroom 或 digiKam 读取。</translation>
    </message>
    <message>
        <source>Keywords in the photos (JPEG)</source>
        <translation>照片中的关键字（JPEG）</translation>
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
        <translation>{1}中的 {0}</translation>
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
        <source>{0} photo is left out: its size is not known yet. Identify it first.</source>
        <translation>略去 {0} 张照片：尚不知其尺寸，请先识别。</translation>
    </message>
    <message>
        <source>{0} photos are left out: their sizes are not known yet. Identify them first.</source>
        <translation>略去 {0} 张照片：尚不知其尺寸，请先识别。</translation>
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
        <source>{0} photo is left out: it has changed since it was identified. Open it again first.</source>
        <translation>略去 {0} 张照片：识别之后已被改动，请先重新打开。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they have changed since they were identified. Open them again first.</source>
        <translation>略去 {0} 张照片：识别之后已被改动，请先重新打开。</translation>
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
        <translation>略去 {0} 张照片：与另一张属于同一次拍摄。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they are of the same shots as others.</source>
        <translation>略去 {0} 张照片：与其他照片属于同一次拍摄。</translation>
    </message>
    <message>
        <source>{0} box is left out: you marked it as no bird.</source>
        <translation>略去 {0} 个方框：您标为不是鸟。</translation>
    </message>
    <message>
        <source>{0} boxes are left out: you marked them as no bird.</source>
        <translation>略去 {0} 个方框：您标为不是鸟。</translation>
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
        <translation>{0} 张照片的坐标没有注明半球（N/S、E/W）</translation>
    </message>
    <message>
        <source>{0} photos have positions without a hemisphere (N/S, E/W)</source>
        <translation>{0} 张照片的坐标没有注明半球（N/S、E/W）</translation>
    </message>
    <message>
        <source>{0} photo loses the keywords of a name that you withdrew</source>
        <translation>{0} 张照片中您已撤回的名称，其关键字将被移除</translation>
    </message>
    <message>
        <source>{0} photos lose the keywords of names that you withdrew</source>
        <translation>{0} 张照片中您已撤回的名称，其关键字将被移除</translation>
    </message>
    <message>
        <source>{0} photo has names from an earlier export that are not confirmed now. If you withdrew them, remove them in your photo program</source>
        <translation>{0} 张照片带有先前导出的名称，而这些名称现在未经确认。如果是您撤回的，请在照片软件中移除</translation>
    </message>
    <message>
        <source>{0} photos have names from an earlier export that are not confirmed now. If you withdrew them, remove them in your photo program</source>
        <translation>{0} 张照片带有先前导出的名称，而这些名称现在未经确认。如果是您撤回的，请在照片软件中移除</translation>
    </message>
    <message>
        <source>{0} photo has stars or a flag from an earlier export that are no longer set in Birdeye. Change them in your photo program</source>
        <translation>{0} 张照片带有先前导出的星级或旗标，而它们在 Birdeye 中已不再设置。请在照片软件中修改</translation>
    </message>
    <message>
        <source>{0} photos have stars or flags from an earlier export that are no longer set in Birdeye. Change them in your photo program</source>
        <translation>{0} 张照片带有先前导出的星级或旗标，而它们在 Birdeye 中已不再设置。请在照片软件中修改</translation>
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
        <source>{0} photo is left out: it could not be read when it was last identified.</source>
        <translation>略过 {0} 张照片：上次识别时无法读取。</translation>
    </message>
    <message>
        <source>{0} photos are left out: they could not be read when they were last identified.</source>
        <translation>略过 {0} 张照片：上次识别时无法读取。</translation>
    </message>
    <message>
        <source>{0} box is left out: it is not confirmed.</source>
        <translation>略去 {0} 个方框：未经确认。</translation>
    </message>
    <message>
        <source>{0} boxes are left out: they are not confirmed.</source>
        <translation>略去 {0} 个方框：未经确认。</translation>
    </message>
    <message>
        <source>{0} box is left out: its bird has no name.</source>
        <translation>略去 {0} 个方框：其中的鸟没有名称。</translation>
    </message>
    <message>
        <source>{0} boxes are left out: their birds have no name.</source>
        <translation>略去 {0} 个方框：其中的鸟没有名称。</translation>
    </message>
    <message>
        <source>{0} box is left out: its bird is named by family only.</source>
        <translation>略去 {0} 个方框：其中的鸟只确认到科。</translation>
    </message>
    <message>
        <source>{0} boxes are left out: their birds are named by family only.</source>
        <translation>略去 {0} 个方框：其中的鸟只确认到科。</translation>
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
        <translation>已写入 {0}的关键字。</translation>
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
        <translation>Birdeye 记录过的所有照片</translation>
    </message>
    <message>
        <source>Only those that you confirmed</source>
        <translation>只要您确认过的</translation>
    </message>
    <message>
        <source>All, with guesses marked as such</source>
        <translation>全部，未确认的会注明</translation>
    </message>
    <message>
        <source>Leave out co&amp;ordinates (GPS)</source>
        <translation>不含坐标（GPS）(&amp;O)</translation>
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
        <translation>从文件夹获取(&amp;F)…</translation>
    </message>
    <message>
        <source>Without a network: take the files from a folder that they were copied to</source>
        <translation>没有网络时：使用已复制到某个文件夹中的文件</translation>
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
        <translation>发布网址</translation>
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
        <source>{0}, measured by {1}</source>
        <translation>{0}，由 {1} 测得</translation>
    </message>
    <message>
        <source>First choice right in {0} of {1}, measured by {2}</source>
        <translation>{1}中首选正确率为 {0}，由 {2} 测得</translation>
    </message>
    <message>
        <source>A bird takes about {0} times as long as with inat-birds.</source>
        <translation>每只鸟的耗时约为 inat-birds 的 {0} 倍。</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Not yet with the published files: the speed is an estimate. The files are checked before anything is installed.</source>
        <translation>尚未用已发布的文件测试：速度为估计值。安装之前会检查这些文件。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
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
        <translation>您自己的检测器</translation>
    </message>
    <message>
        <source>None; or choose another file</source>
        <translation>无；也可另选一个文件</translation>
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
        <translation>识别鸟种的网络(&amp;N)</translation>
    </message>
    <message>
        <source>Names of the spe&amp;cies</source>
        <translation>鸟种名称(&amp;C)</translation>
    </message>
    <message>
        <source>Birds are &amp;found by</source>
        <translation>检测鸟的网络(&amp;F)</translation>
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
        <translation>第 {0} 类名为 bird（鸟）。</translation>
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
        <translation>输入尺寸(&amp;P)</translation>
    </message>
    <message>
        <source>Model that provides the other network</source>
        <translation>提供另一个网络的模型</translation>
    </message>
    <message>
        <source>8 bit needs them to set the range of each layer.</source>
        <translation>8 位量化据此确定每一层的数值范围。</translation>
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
        <translation>或此文件中的检测器(&amp;D)</translation>
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
        <translation>均值（R、G、B）(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Scale (R, G, B)</source>
        <translation>缩放（R、G、B）(&amp;S)</translation>
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
        <source>The network of this model names what the imported one finds.</source>
        <translation>导入的网络检测到的鸟，由这个模型的网络识别种类。</translation>
    </message>
    <message>
        <source>Not needed: the model gets both networks from your files.</source>
        <translation>不需要：两个网络都来自您的文件。</translation>
    </message>
    <message>
        <source>The network of this model finds what the imported one names.</source>
        <translation>由这个模型的网络检测鸟，再由导入的网络识别种类。</translation>
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
        <source>{0}: {1} to be picked, {2} to be rejected.</source>
        <translation>{0}：将留用 {1}，将排除 {2} 张。</translation>
    </message>
    <message>
        <source>{0} burst</source>
        <translation>{0} 组连拍</translation>
    </message>
    <message>
        <source>{0} bursts</source>
        <translation>{0} 组连拍</translation>
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
    <name>ManualDialog</name>
    <message>
        <source>Manual</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Find in the text</source>
        <translation>在文中查找</translation>
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
        <translation>跳过已有坐标的照片(&amp;P)</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>坐标</translation>
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
        <source>Another model identified {0}. Identify again with “{1}”? Your decisions stay.</source>
        <translation>另一个模型识别了 {0}。“{1}”可以重新识别；您的决定会保留。</translation>
    </message>
    <message>
        <source>Identify again</source>
        <translation>重新识别</translation>
    </message>
    <message>
        <source>Photos with a name: {0} of {1} now, {2} before.</source>
        <translation>有名称的照片：现在 {1} 张中有 {0} 张，之前有 {2} 张。</translation>
    </message>
</context>
<context>
    <name>MoreModels</name>
    <message>
        <source>There is no other model to ask yet.</source>
        <translation>还没有其他模型可以询问。</translation>
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
        <source>Imported from the results of another program.</source>
        <translation>由其他程序的结果导入。</translation>
    </message>
    <message>
        <source>Imported from the results of {0}.</source>
        <translation>由 {0} 的结果导入。</translation>
    </message>
    <message>
        <source>Identified by another model: {0} {1}.</source>
        <translation>由另一个模型识别：{0} {1}。</translation>
    </message>
    <message>
        <source>Identified by another model, which was never calibrated: {0} {1}.</source>
        <translation>由另一个从未校准过的模型识别：{0} {1}。</translation>
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
        <translation>Birdeye 已检查整张照片。很小或半遮的鸟可能会漏掉：按 D 键，然后拖动鼠标框出您看到的鸟。</translation>
    </message>
    <message>
        <source>Birdeye could look only at what is left of this photo, as its file is damaged. Press D and drag a box around any bird that you see.</source>
        <translation>这张照片的文件已损坏，Birdeye 只能检查剩下的部分。按 D 键，然后拖动鼠标框出您看到的鸟。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在识别…</translation>
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
        <translation>不太确定</translation>
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
        <translation>降低当地没有分布的鸟种的可能性(&amp;L)</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Countries such as DE, CH, or a continent; for photos without a place</source>
        <translation>国家代码（如 DE、CH）或大洲（如 asia）；用于没有地点的照片</translation>
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
        <translation>您的照片在哪里拍摄？(&amp;K)</translation>
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
        <translation>点击设置坐标。滚轮缩放，拖动移动地图。</translation>
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
        <source>0 to 5 now give stars; P, X and U pick, reject and unflag photos.</source>
        <translation>现在 0 到 5 用于评星；P、X 和 U 分别表示留用、排除、无旗标。</translation>
    </message>
    <message>
        <source>1 to 5, X and U are for names again, and letters find a bird.</source>
        <translation>1 到 5、X 和 U 重新用于名称，输入字母可查找鸟名。</translation>
    </message>
    <message>
        <source>Switch back</source>
        <translation>切换回来</translation>
    </message>
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
        <source>Sharpness {0} of 100</source>
        <translation>清晰度 {0}（满分 100）</translation>
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
        <translation>当地没有分布的鸟种可能性会降低，但不会隐藏。照片有坐标时，以坐标为准。</translation>
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
        <source>All photos in “{0}” ({1})</source>
        <translation>“{0}”中的全部照片（{1} 张）</translation>
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
        <translation>尚未对选中照片里的鸟作过决定。</translation>
    </message>
    <message>
        <source>There is no name to accept in the selected photos.</source>
        <translation>所选照片中没有可接受的名称。</translation>
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
        <translation>{0}的日期。照片本身不会改动。</translation>
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
        <translation>{1} 张照片中将更改 {0}。</translation>
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
        <source>The place of {0}. What you leave empty stays as it is. The photos themselves are not changed.</source>
        <translation>{0}的地点。留空的内容保持不变。照片本身不会改动。</translation>
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
        <source>Your decisions are stored in</source>
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
        <source>Name birds</source>
        <translation>给鸟命名</translation>
    </message>
    <message>
        <source>Choose one of the likely species</source>
        <translation>选择可能的鸟种之一</translation>
    </message>
    <message>
        <source>Go to another bird or photo</source>
        <translation>转到其他鸟或照片</translation>
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
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Photos and files</source>
        <translation>照片和文件</translation>
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
        <source>Rate photos</source>
        <translation>给照片评级</translation>
    </message>
    <message>
        <source>Give stars</source>
        <translation>打星</translation>
    </message>
    <message>
        <source>See more</source>
        <translation>查看</translation>
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
        <source>{0} bird in this photo</source>
        <translation>这张照片里有 {0} 只鸟</translation>
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
        <source>Accept gives every undecided bird the name that Birdeye suggests. A typed name, Unsure or No bird applies to all birds in these photos, except boxes marked as no bird.</source>
        <translation>“接受”会以 Birdeye 给出的名称确认您尚未决定的每只鸟。您输入的名称、“不确定”和“没有鸟”适用于全部；没有鸟的框不会得到名称。</translation>
    </message>
</context>
<context>
    <name>SummaryWindow</name>
    <message>
        <source>Summary</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Birds are counted by visits: thirty photos of a flock of six are six birds.</source>
        <translation>鸟的数量按观察活动统计：同一群六只鸟的三十张照片算六只。</translation>
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
        <source>No name has been confirmed yet.</source>
        <translation>还没有确认过任何名称。</translation>
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
        <translation>不太确定</translation>
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
        <source>incomplete, {0}% readable</source>
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
    <message>
        <source>{0}, {1}</source>
        <translation>{0}、{1}</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
</context>
</TS>
